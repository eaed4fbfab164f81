using Pipeline.Jq.Fuzz;

return await Commands.RunAsync(args);
