using System.Collections.Concurrent;
using System.Diagnostics;
using MassTransit;
using MassTransit.Logging;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Messaging.Tests.AmazonSqs.Contract;

namespace Pipeline.Messaging.Tests.AmazonSqs;

// A listener hears, and changes, the messages of all tests of the process.
[CollectionDefinition(nameof(TelemetryTests), DisableParallelization = true)]
[Collection(nameof(TelemetryTests))]
public sealed class TelemetryTests(EmulatorPool emulators)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_OverTwoHops_IsOneTraceOfAwsSqs()
    {
        var share = new Share(await emulators.DefaultAsync());
        var seen = new ConcurrentQueue<Activity>();
        using var root = new Activity("test").SetIdFormat(ActivityIdFormat.W3C);
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == DiagnosticHeaders.DefaultListenerName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = seen.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var host = await share.StartAsync(_ => { }, (_, sqs) =>
        {
            sqs.WaitTimeSeconds = 1;
            sqs.ReceiveEndpoint(share.Queue("first"), endpoint => endpoint.Handler<Ping>(context => context.Publish(new Note("on"))));
            sqs.ReceiveEndpoint(share.Queue("second"), endpoint => endpoint.Handler<Note>(_ =>
            {
                done.TrySetResult();
                return Task.CompletedTask;
            }));
        });

        root.Start();
        await host.Services.GetRequiredService<IBus>().Publish(new Ping(1), Token);
        root.Stop();
        await done.Task.WaitAsync(TimeSpan.FromSeconds(20), Token);
        await host.StopAsync(Token);

        var trace = seen.Where(activity => activity.TraceId == root.TraceId).ToList();
        Assert.Equal(2, trace.Count(activity => activity.Kind == ActivityKind.Producer));
        var received = trace.Where(activity => activity.OperationName.EndsWith("receive", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, received.Count);
        Assert.All(
            trace.Where(activity => activity.Kind == ActivityKind.Producer || received.Contains(activity)),
            activity => Assert.Equal("aws_sqs", activity.GetTagItem("messaging.system")));
    }
}
