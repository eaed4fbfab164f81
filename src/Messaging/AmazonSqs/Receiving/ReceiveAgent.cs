using MassTransit;
using MassTransit.Middleware;
using MassTransit.Transports;
using Pipeline.Messaging.AmazonSqs.Clients;
using Pipeline.Messaging.AmazonSqs.Configuration;
using Pipeline.Messaging.AmazonSqs.Topology;

namespace Pipeline.Messaging.AmazonSqs.Receiving;

/// <summary>An endpoint from its start to its stop: waits for the topology, then reads the queue.</summary>
internal sealed class ReceiveAgent : Agent, ReceiveTransportHandle
{
    // Each look at a whole topology is some hundred calls, and SNS takes 30 a second from whoever is creating it, too.
    private const int LongerForOthers = 3;

    private readonly SqsReceiveEndpointContext _endpoint;
    private readonly Broker _broker;
    private readonly ReceiveSettings _settings;
    private readonly IReceivePipeDispatcher _dispatcher;
    private readonly Task<QueueReader?> _started;
    private string? _told;

    public ReceiveAgent(SqsReceiveEndpointContext endpoint, Broker broker, ReceiveSettings settings)
    {
        (_endpoint, _broker, _settings) = (endpoint, broker, settings);
        _dispatcher = endpoint.CreateReceivePipeDispatcher();
        _started = Task.Run(StartAsync);
        SetReady(_started);
    }

    Task ReceiveTransportHandle.Stop(CancellationToken cancellationToken) => this.Stop("Stop Receive Transport", cancellationToken);

    protected override async Task StopAgent(StopContext context)
    {
        LogContext.SetCurrentIfNull(_endpoint.LogContext);
        await ((Task)_started).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_started.IsCompletedSuccessfully && await _started is { } reader)
        {
            await reader.StopAsync(_endpoint.ConsumerStopTimeout, context.CancellationToken);
            reader.Dispose();
        }

        await _endpoint.TransportObservers.NotifyCompleted(_endpoint.InputAddress, _dispatcher.GetMetrics());
        await base.StopAgent(context);
    }

    private async Task<QueueReader?> StartAsync()
    {
        LogContext.SetCurrentIfNull(_endpoint.LogContext);
        await _endpoint.DependenciesReady.WaitAsync(Stopping);
        var topology = await DeployAsync();
        if (topology is null)
        {
            return null;
        }

        if (_endpoint.IsBusEndpoint)
        {
            await StandByAsync();
            return null;
        }

        var reader = new QueueReader(_broker, _settings, topology.Queues[_settings.Queue], _endpoint, _dispatcher, Stopping);
        await _endpoint.TransportObservers.NotifyReady(_endpoint.InputAddress);
        return reader;
    }

    // While AWS is out of reach this goes on; what does not pass by itself ends the start of the bus, unless that is to wait too.
    private async Task<DeployedTopology?> DeployAsync()
    {
        for (var failures = 1; !IsStopping; failures++)
        {
            try
            {
                return await _broker.Topology.EnsureAsync(Stopping);
            }
            catch (OperationCanceledException) when (IsStopping)
            {
                return null;
            }
            catch (Exception failure)
            {
                var passing = Failures.IsTransient(failure);
                await FaultedAsync(failure, failures, passing || _broker.WaitsForTopology);
                if (!passing && !_broker.WaitsForTopology)
                {
                    return null;
                }

                var wait = _broker.Backoff.After(failures);
                await Task.Delay(passing ? wait : wait * LongerForOthers, _broker.Time, Stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return null;
    }

    private Task FaultedAsync(Exception failure, int failures, bool waits)
    {
        // Each endpoint of each lane waits, perhaps for an hour: the same reason is worth an error once.
        var log = failure.Message == _told ? LogContext.Debug : LogContext.Error;
        log?.Log(failure, "The topology is not there ({Failures})", failures);
        _told = failure.Message;
        return _endpoint.TransportObservers.NotifyFaulted(
            _endpoint.InputAddress, new ConnectionException($"The topology is not there: {failure.Message}", failure, waits));
    }

    // A bus's own queue would be for responses to requests, of which there are none.
    private async Task StandByAsync()
    {
        await _endpoint.TransportObservers.NotifyReady(_endpoint.InputAddress, isStarted: false);
        _ = _endpoint.ReceivePipe.Connected.ContinueWith(
            _ => LogContext.Error?.Log("Responses cannot be received: this transport has no temporary queues"),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnRanToCompletion,
            TaskScheduler.Default);
    }
}
