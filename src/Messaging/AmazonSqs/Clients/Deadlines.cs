namespace Pipeline.Messaging.AmazonSqs.Clients;

/// <summary>How long a call may take, and what becomes of one that takes longer.</summary>
internal static class Deadlines
{
    /// <summary>Any call that does not wait for messages.</summary>
    public static readonly TimeSpan Request = TimeSpan.FromSeconds(10);

    /// <summary>What a poll may take beyond the time it waits.</summary>
    public static readonly TimeSpan AfterWait = TimeSpan.FromSeconds(5);

    /// <summary>Makes a call that has to be answered in time, and notes one that a broken connection ended.</summary>
    /// <param name="service">Who is called, for the message of what was late.</param>
    /// <param name="call">The call.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellationToken">Gives the call up, which is no failure of it.</param>
    /// <exception cref="TimeoutException">It was not answered in time.</exception>
    public static async Task<T> CallAsync<T>(
        string service, Func<CancellationToken, Task<T>> call, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(limit);
        try
        {
            return await call(deadline.Token);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            var timeout = new TimeoutException($"{service} did not answer within {limit.TotalSeconds:0} s.", late);
            Interruptions.Note(timeout);
            throw timeout;
        }
        catch (Exception failure)
        {
            Interruptions.Note(failure);
            throw;
        }
    }
}
