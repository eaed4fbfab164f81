using Pipeline.Hosting;
using Pipeline.PortWriter;

return await StageProcess.RunAsync(new PortWriterStage(), args);
