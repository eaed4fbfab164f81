namespace Pipeline.Ledger.Tables.DynamoDb;

/// <summary>Where the ledger lies in DynamoDB.</summary>
public sealed record DynamoDbOptions
{
    /// <summary>The table's name.</summary>
    public required string Table { get; init; }

    /// <summary>What every partition begins with: an installation's own, where several share a table. At most 100 bytes.</summary>
    public string Prefix { get; init; } = string.Empty;

    /// <summary>Another address than AWS's own (AWS_ENDPOINT_URL_DYNAMODB); null for AWS's.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The region; null for the one the environment names.</summary>
    public string? Region { get; init; }

    /// <summary>
    /// How long a request that is refused is made again beyond the usual half minute: for services, whose messages would be
    /// dead letters otherwise. Denied access and a table that is missing are waited for too then, because both may be put right. Zero: not at all.
    /// </summary>
    public TimeSpan Patience { get; init; }

    /// <summary>Requests under way at one time for one call.</summary>
    public int ConcurrentRequests { get; init; } = 32;
}
