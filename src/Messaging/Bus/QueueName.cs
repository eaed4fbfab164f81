namespace Pipeline.Messaging.Bus;

/// <summary>Names queues by their addresses.</summary>
public static class QueueName
{
    /// <summary>The name of the queue at an address of the bus, with the installation's prefix and its lane where it has these; empty without an address.</summary>
    public static string Of(Uri? address) => address?.Segments[^1].Trim('/') ?? string.Empty;
}
