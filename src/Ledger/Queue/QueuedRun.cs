using Pipeline.Contracts;

namespace Pipeline.Ledger.Queue;

/// <summary>A run that goes, or waits for the one that does.</summary>
public sealed record QueuedRun
{
    /// <summary>The run.</summary>
    public required Guid RunId { get; init; }

    /// <summary>What asked for it first.</summary>
    public required string Trigger { get; init; }

    /// <summary>When it was asked for first.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>What it is limited to.</summary>
    public required RunFilter Only { get; init; }

    /// <inheritdoc cref="RunRequest.Refresh"/>
    public bool Refresh { get; init; }

    /// <inheritdoc cref="RunRequest.AllowDeletes"/>
    public bool AllowDeletes { get; init; }

    /// <summary>Whether it is under way.</summary>
    public bool IsStarted { get; init; }

    /// <summary>Until when whoever is to start it may take before somebody else does.</summary>
    public DateTimeOffset? StartBy { get; init; }

    /// <summary>Whether it does all that is asked for, so that it answers the request.</summary>
    public bool Covers(RunRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return (Only.IsEverything || Only.IsSame(request.Only))
            && (Refresh || !request.Refresh)
            && AllowDeletes == request.AllowDeletes;
    }
}
