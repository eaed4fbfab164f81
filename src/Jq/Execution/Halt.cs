namespace Pipeline.Jq.Execution;

/// <summary>The program ended itself with <c>halt</c> or <c>halt_error</c>.</summary>
internal sealed record Halt(JqValue Value, int ExitCode);
