namespace Pipeline.Contracts;

/// <summary>
/// A message of a run could not be read, and lies among the dead letters. This is what could be told of it, so that the
/// run does not wait for what it would have brought.
/// </summary>
public sealed record MessageLost
{
    /// <inheritdoc cref="StartRun.RunId"/>
    public required Guid RunId { get; init; }

    /// <summary>The type it said it was of, without a namespace.</summary>
    public required string MessageType { get; init; }

    /// <summary>The scope it was about; null when it was about none, or did not say.</summary>
    public Scope? Scope { get; init; }

    /// <inheritdoc cref="EnumerateScope.Attempt"/>
    public int? Attempt { get; init; }

    /// <summary>The page that it was, or was a part of; null when it was none.</summary>
    public int? Page { get; init; }

    /// <summary>Why it could not be read.</summary>
    public required string Reason { get; init; }
}
