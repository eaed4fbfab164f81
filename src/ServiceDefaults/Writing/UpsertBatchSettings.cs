namespace Pipeline.ServiceDefaults.Writing;

/// <summary>Limits of one bulk request to Port; whichever is met first ends the batch.</summary>
public sealed record UpsertBatchSettings
{
    /// <summary>Entities, 1 to 20: Port refuses more.</summary>
    public required int MaxLength { get; init; }

    /// <summary>Bytes of the request's body, at most 1 MiB: Port refuses more.</summary>
    public required int MaxSizeInBytes { get; init; }

    /// <summary>Entities of one bulk deletion, 1 to 100.</summary>
    public required int DeleteMaxLength { get; init; }
}
