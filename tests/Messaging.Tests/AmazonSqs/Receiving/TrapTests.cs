using System.Net;
using System.Text.Json.Nodes;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Messaging.Tests.AmazonSqs.Contract;
using Pipeline.Messaging.Tests.AmazonSqs.Wire;

namespace Pipeline.Messaging.Tests.AmazonSqs.Receiving;

/// <summary>What goes wrong with the official transport, each with the test that shows it does not go wrong here.</summary>
public sealed partial class TrapTests(EmulatorPool emulators) : IAsyncLifetime
{
    private const string Extend = "ChangeMessageVisibilityBatch";
    private const string Delete = "DeleteMessageBatch";
    private const string Receive = "ReceiveMessage";

    private Share? _share;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Share Share => _share ?? throw new InvalidOperationException("The test has not begun.");

    public async ValueTask InitializeAsync() => _share = new Share(await emulators.DefaultAsync());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Start_TwoServicesAtOnceWithOtherTopics_NoneLosesItsPermission()
    {
        var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Task.Run(async () =>
        {
            var plan = Pipeline.Messaging.AmazonSqs.Topology.TopologyPlan.Of(
                [new($"{Share.Prefix}topic{number}", Share.Queue("shared")), new($"{Share.Prefix}common", Share.Queue("shared"))]);
            return await Share.StartAsync(_ => { }, (_, sqs) => sqs.Topology(plan));
        })));

        var url = (await Share.Sqs.GetQueueUrlAsync(Share.Queue("shared"), Token)).QueueUrl;
        var policy = JsonNode.Parse((await Share.Sqs.GetQueueAttributesAsync(url, ["Policy"], Token)).Attributes["Policy"])!;
        var sources = policy["Statement"]![0]!["Condition"]!["ArnLike"]!["aws:SourceArn"]!.AsArray().Select(arn => arn!.ToString().Split(':')[^1]);
        Assert.Equal(["common", "topic0", "topic1", "topic2", "topic3"], sources.Select(name => name[Share.Prefix.Length..]).Order());
        foreach (var host in hosts)
        {
            await host.StopAsync(Token);
            host.Dispose();
        }
    }

    private static IBus Bus(IHost host) => host.Services.GetRequiredService<IBus>();

    private static bool Action(HttpRequestMessage request, string action) =>
        request.Headers.TryGetValues("X-Amz-Target", out var target) && target.First() == $"AmazonSQS.{action}";

    /// <summary>Answers one action itself, and counts the messages that others receive.</summary>
    private static Func<HttpRequestMessage, CancellationToken, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> On(
        string? action, Func<Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> answer, Action<int>? received = null, string? alsoThrottled = null) =>
        async (request, token, send) =>
        {
            if (alsoThrottled is not null && Action(request, alsoThrottled))
            {
                return Throttled();
            }

            if (action is not null && Action(request, action))
            {
                return await answer(send);
            }

            var response = await send();
            if (received is not null && Action(request, Receive) && response.IsSuccessStatusCode)
            {
                await response.Content.LoadIntoBufferAsync(token);
                received(JsonNode.Parse(await response.Content.ReadAsStringAsync(token))!["Messages"]?.AsArray().Count ?? 0);
            }

            return response;
        };

    private static HttpResponseMessage Throttled() =>
        StubAws.Text("application/x-amz-json-1.0", """{"__type":"com.amazonaws.sqs#RequestThrottled","message":"slow down"}""", HttpStatusCode.BadRequest);

    private static HttpResponseMessage AllFailed(string code) => StubAws.Text(
        "application/x-amz-json-1.0", $$"""{"Failed":[{"Id":"0","SenderFault":true,"Code":"{{code}}","Message":"so it is"}]}""");

    private Task<IHost> StartAsync(
        int concurrency,
        Func<ConsumeContext<Ping>, Task> handle,
        int visibilitySeconds = 2,
        ushort waitSeconds = 1,
        TimeSpan? maxVisibility = null) =>
        Share.StartAsync(_ => { }, (_, sqs) => sqs.ReceiveEndpoint(Share.Queue("trap"), endpoint =>
        {
            endpoint.WaitTimeSeconds = waitSeconds;

            // SQS must not move away, and so out of sight, what these tests are about.
            endpoint.MaxReceiveCount = 1_000;
            endpoint.ConcurrentMessageLimit = concurrency;
            endpoint.PrefetchCount = 2 * concurrency;
            endpoint.QueueAttributes["VisibilityTimeout"] = visibilitySeconds;
            endpoint.MaxVisibilityTimeout = maxVisibility ?? TimeSpan.FromHours(12);
            endpoint.Handler<Ping>(context => handle(context));
        }));
}
