namespace Pipeline.Contracts;

/// <summary>Do one full pass over everything the mapping names.</summary>
public sealed record StartRun
{
    /// <summary>The run to start; the run ledger knows it already.</summary>
    public required Guid RunId { get; init; }

    /// <summary>The mapping the run uses from its first page to its last.</summary>
    public required string MappingVersion { get; init; }

    /// <summary>What the run is limited to.</summary>
    public RunFilter Only { get; init; } = new();
}
