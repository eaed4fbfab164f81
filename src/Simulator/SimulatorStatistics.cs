namespace Pipeline.Simulator;

/// <summary>What happened in a world so far.</summary>
public sealed record SimulatorStatistics
{
    /// <summary>Calls to AWS, refused ones included.</summary>
    public required long AwsCalls { get; init; }

    /// <summary>Requests to Port, refused ones and those for tokens included.</summary>
    public required long PortRequests { get; init; }

    /// <summary>Bulk upserts among the requests to Port.</summary>
    public required long PortBulkUpserts { get; init; }

    /// <summary>Resource descriptions AWS handed out, by list and by get.</summary>
    public required long ResourcesServed { get; init; }

    /// <summary>Entity writes Port accepted, unchanged entities and placeholders included.</summary>
    public required long EntityWrites { get; init; }

    /// <summary>Entities Port deleted.</summary>
    public required long EntityDeletes { get; init; }

    /// <summary>Entities at Port now.</summary>
    public required int Entities { get; init; }

    /// <summary>
    /// Requests by name: <c>aws SERVICE OPERATION [ERROR]</c> and <c>port METHOD ROUTE [STATUS]</c>. A refused request counts
    /// under both its short and its long name.
    /// </summary>
    public required IReadOnlyDictionary<string, long> Requests { get; init; }
}
