using Microsoft.Extensions.Logging;

namespace Pipeline.ServiceDefaults.Hosting;

/// <summary>The process as a web application.</summary>
public sealed record ApplicationSettings
{
    /// <summary>The TCP port that is listened on at every IPv4 address; 0 takes any free one.</summary>
    public required int Port { get; init; }

    /// <summary>What is put before the routes, such as <c>/aws</c>: with a slash before and none after; null for nothing.</summary>
    public string? PathPrefix { get; init; }

    /// <summary>The least level that is logged.</summary>
    public required LogLevel LogLevel { get; init; }

    /// <summary>The one directory in which everything is stored, as an absolute path.</summary>
    public required string Home { get; init; }
}
