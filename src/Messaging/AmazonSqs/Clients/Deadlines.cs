namespace Pipeline.Messaging.AmazonSqs.Clients;

/// <summary>How long a call may take.</summary>
internal static class Deadlines
{
    /// <summary>Any call that does not wait for messages.</summary>
    public static readonly TimeSpan Request = TimeSpan.FromSeconds(10);

    /// <summary>What a poll may take beyond the time it waits.</summary>
    public static readonly TimeSpan AfterWait = TimeSpan.FromSeconds(5);
}
