using Pipeline.Enumerator;
using Pipeline.Hosting;

return await StageProcess.RunAsync(new EnumeratorStage(), args);
