namespace Pipeline.Port;

/// <summary>The organisation the credentials belong to.</summary>
public sealed record PortOrganization
{
    /// <summary>Identifier; the ledger belongs to one organisation.</summary>
    public string? Id { get; init; }

    /// <summary>Name for people.</summary>
    public string? Name { get; init; }

    /// <summary>What Port switched on for it.</summary>
    public IReadOnlyList<string> FeatureFlags { get; init; } = [];
}
