namespace Pipeline.Standalone.Commands.Jq;

/// <summary>The command line cannot be used; the message says why, in jq's words where jq has any.</summary>
internal sealed class JqUsageException(string message) : Exception(message);
