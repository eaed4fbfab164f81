namespace Pipeline.ServiceDefaults.Tuning;

/// <summary>How listing is paced.</summary>
public sealed record EnumeratorSettings
{
    /// <summary>Scopes that are listed at the same time.</summary>
    public required int ConcurrentScopes { get; init; }

    /// <summary>How long a scope may go without progress before it has failed.</summary>
    public required TimeSpan ScopeDeadline { get; init; }
}
