using Pipeline.Hosting;
using Pipeline.Ingress;

return await StageProcess.RunAsync(new IngressStage(), args);
