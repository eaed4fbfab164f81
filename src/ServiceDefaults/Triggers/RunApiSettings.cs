namespace Pipeline.ServiceDefaults.Triggers;

/// <summary>Who may ask for a run over HTTP.</summary>
public sealed record RunApiSettings
{
    /// <summary>The key that asks; null when only what Port has signed asks.</summary>
    public Secret? Key { get; init; }

    /// <summary>Whether anybody may ask, as with Ocean.</summary>
    public required bool Anonymous { get; init; }
}
