namespace Pipeline.Simulator.Changes;

/// <summary>What was changed in the organisation since the world began, and how soon Port showed it.</summary>
public sealed record ChangeReport
{
    /// <summary>Resources that came into being, those that came again included.</summary>
    public required long Created { get; init; }

    /// <summary>Changes of properties.</summary>
    public required long Changed { get; init; }

    /// <summary>Changes of tags.</summary>
    public required long Tagged { get; init; }

    /// <summary>Resources that were deleted.</summary>
    public required long Deleted { get; init; }

    /// <summary>Changes of what the demo mapping does not take, or of what was gone again before Port got it: nothing to see there.</summary>
    public required long Invisible { get; init; }

    /// <summary>Changes that Port does not show yet.</summary>
    public required long Waiting { get; init; }

    /// <summary>From a change to the write at Port that shows it, or a later one of the same resource.</summary>
    public required DurationSummary ToPort { get; init; }

    /// <summary>The events about the changes.</summary>
    public required DeliveryReport Events { get; init; }
}
