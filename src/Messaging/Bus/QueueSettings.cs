namespace Pipeline.Messaging.Bus;

/// <summary>Where the queues and topics between services are, and whose they are.</summary>
public sealed record QueueSettings
{
    /// <summary>Their region.</summary>
    public required string Region { get; init; }

    /// <summary>What their names begin with.</summary>
    public required string Prefix { get; init; }

    /// <summary>Whether what is missing is created. Else it is an error that names it.</summary>
    public required bool Creates { get; init; }

    /// <summary>SQS's address; null for AWS's own.</summary>
    public Uri? SqsUrl { get; init; }

    /// <summary>SNS's address; null for AWS's own.</summary>
    public Uri? SnsUrl { get; init; }
}
