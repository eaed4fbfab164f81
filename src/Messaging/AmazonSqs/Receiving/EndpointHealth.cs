using MassTransit;
using MassTransit.Transports;

namespace Pipeline.Messaging.AmazonSqs.Receiving;

/// <summary>Tells MassTransit's health check how an endpoint's polls go. One that fails says nothing yet: connections break.</summary>
internal sealed class EndpointHealth(ReceiveEndpointContext endpoint)
{
    private const int FailuresThatCount = 2;

    private int _failures;
    private int _faulted;

    public async Task FailedAsync(Exception failure)
    {
        if (Interlocked.Increment(ref _failures) >= FailuresThatCount && Interlocked.Exchange(ref _faulted, 1) == 0)
        {
            LogContext.Error?.Log(failure, "Cannot receive from {InputAddress}", endpoint.InputAddress);
            await endpoint.TransportObservers.NotifyFaulted(endpoint.InputAddress, failure);
        }
    }

    public async ValueTask SucceededAsync()
    {
        Volatile.Write(ref _failures, 0);
        if (Volatile.Read(ref _faulted) == 1 && Interlocked.Exchange(ref _faulted, 0) == 1)
        {
            LogContext.Info?.Log("Receiving from {InputAddress} again", endpoint.InputAddress);
            await endpoint.TransportObservers.NotifyReady(endpoint.InputAddress);
        }
    }
}
