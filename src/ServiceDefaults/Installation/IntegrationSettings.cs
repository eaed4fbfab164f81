namespace Pipeline.ServiceDefaults.Installation;

/// <summary>Which integration at Port this installation is. Type and identifier make up the User-Agent by which Port knows whose entities are whose.</summary>
public sealed record IntegrationSettings
{
    /// <summary>The integration's type, in lower case.</summary>
    public required string Type { get; init; }

    /// <summary>The installation's id at Port, as it was written.</summary>
    public required string Identifier { get; init; }

    /// <summary>What the integration itself is configured with.</summary>
    public required IntegrationConfig Config { get; init; }
}
