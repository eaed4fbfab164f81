namespace Pipeline.Ingress.Installation;

/// <summary>What the installation looks like at Port.</summary>
public sealed record InstallationOptions
{
    /// <summary>The integration's type at Port.</summary>
    public required string Type { get; init; }

    /// <summary>The version that is told to Port.</summary>
    public required string Version { get; init; }

    /// <summary>Whether the default blueprints are created when they are missing.</summary>
    public required bool CreateDefaults { get; init; }

    /// <summary>Time between scheduled runs; null when there is no schedule.</summary>
    public TimeSpan? ScheduleInterval { get; init; }

    /// <summary>Whether messages outlive the process: then a run that an earlier process left goes on by itself.</summary>
    public bool MessagesSurvive { get; init; }
}
