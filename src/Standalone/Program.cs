using Pipeline.Standalone.Commands;

return await CommandLine.RunAsync(args);
