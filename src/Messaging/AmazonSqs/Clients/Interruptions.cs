namespace Pipeline.Messaging.AmazonSqs.Clients;

/// <summary>
/// Counts the requests of the process that a broken connection ended. All buses share its connections, and one that only
/// publishes would not notice what another's polls do.
/// </summary>
internal static class Interruptions
{
    private static long _count;

    /// <summary>How many there were.</summary>
    public static long Count => Interlocked.Read(ref _count);

    /// <summary>Told of every request that failed.</summary>
    public static void Note(Exception failure)
    {
        if (Failures.IsBroken(failure))
        {
            Interlocked.Increment(ref _count);
        }
    }
}
