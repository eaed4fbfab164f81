using System.Text.Json;

namespace Pipeline.Ingress.Installation;

/// <summary>What the installation looks like at Port.</summary>
public sealed record InstallationOptions
{
    /// <summary>The integration's type at Port.</summary>
    public required string Type { get; init; }

    /// <summary>The version that is told to Port.</summary>
    public required string Version { get; init; }

    /// <summary>Whether default blueprints, actions, scorecards and pages are created when they are missing.</summary>
    public required bool CreateDefaults { get; init; }

    /// <summary>Who makes the defaults of a new integration; null lets Port's settings for the organisation decide.</summary>
    public PortResourcesOrigin? Origin { get; init; }

    /// <summary>The folder of the user's own defaults; null, or a folder that does not exist, for the built-in ones.</summary>
    public string? ResourcesPath { get; init; }

    /// <summary>Where Port is to send changes to, as the listener has it; an empty object for nowhere.</summary>
    public JsonElement ChangelogDestination { get; init; } = JsonElement.Parse("{}");

    /// <summary>Time between scheduled runs; null when there is no schedule.</summary>
    public TimeSpan? ScheduleInterval { get; init; }

    /// <summary>How long after the last time a full run writes every entity again; null for never.</summary>
    public TimeSpan? RefreshInterval { get; init; }

    /// <summary>Whether every run may delete what left with the mapping, a filter or the organisation.</summary>
    public bool AllowDeletes { get; init; }

    /// <summary>Whether messages outlive the process: then a run that an earlier process left goes on by itself.</summary>
    public bool MessagesSurvive { get; init; }
}
