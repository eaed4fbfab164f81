using Pipeline.Hosting;
using Pipeline.Mapper;

return await StageProcess.RunAsync(new MapperStage(), args);
