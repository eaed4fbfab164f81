namespace Pipeline.Chaos.Tests.Tables;

/// <summary>What a faulty table answers.</summary>
internal static class TableFaults
{
    /// <exception cref="TableRefusal">The fault is one that refuses.</exception>
    public static Task MeetAsync(this TableFault fault, CancellationToken gone) => fault switch
    {
        TableFault.Throttles => throw new TableRefusal("ProvisionedThroughputExceededException", "The level of configured provisioned throughput for the table was exceeded."),
        TableFault.Denies => throw new TableRefusal("AccessDeniedException", "User is not authorized to perform: dynamodb:PutItem"),
        TableFault.Fails => throw Failed(),
        TableFault.Hangs => Task.Delay(Timeout.InfiniteTimeSpan, gone),
        _ => Task.CompletedTask,
    };

    public static TableRefusal Failed() => new("InternalServerError", "Internal server error") { Status = 500 };
}
