namespace Pipeline.PortWriter.Tests.Histories;

/// <summary>The process that was at work is gone.</summary>
internal sealed class CrashException() : Exception("The process died here.");
