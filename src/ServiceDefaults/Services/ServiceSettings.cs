namespace Pipeline.ServiceDefaults.Services;

/// <summary>What connects a stage that is a service of its own with the others.</summary>
public sealed record ServiceSettings
{
    /// <summary>The port of health and metrics; null when it was not set.</summary>
    public int? HealthPort { get; init; }

    /// <summary>The region of queues, topics, table and bucket; empty when none is set.</summary>
    public required string Region { get; init; }

    /// <summary>What the names of queues and topics begin with.</summary>
    public required string Prefix { get; init; }

    /// <summary>Whether what is missing is created at the start, rather than being an error.</summary>
    public required bool CreatesTopology { get; init; }

    /// <summary>The table of the ledger.</summary>
    public required string Table { get; init; }

    /// <summary>The bucket of the claim-check store; empty when none is set.</summary>
    public required string Bucket { get; init; }

    /// <summary>Where SQS is; null for AWS's own address.</summary>
    public Uri? SqsUrl { get; init; }

    /// <summary>Where SNS is; null for AWS's own address.</summary>
    public Uri? SnsUrl { get; init; }

    /// <summary>Where S3 is; null for AWS's own address.</summary>
    public Uri? S3Url { get; init; }

    /// <summary>Where DynamoDB is; null for AWS's own address.</summary>
    public Uri? DynamoDbUrl { get; init; }
}
