using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using Pipeline.Messaging.AmazonSqs.Clients;
using Pipeline.Messaging.AmazonSqs.Receiving;
using Pipeline.Messaging.AmazonSqs.Sending;
using Pipeline.Messaging.AmazonSqs.Topology;
using Pipeline.Messaging.Tests.AmazonSqs.Wire;

namespace Pipeline.Messaging.Tests.AmazonSqs.Receiving;

/// <summary>When calls are made, by a clock that moves only while everybody waits for it.</summary>
public sealed class VisibilityExtenderTests : IAsyncLifetime
{
    private static readonly TimeSpan Visibility = TimeSpan.FromSeconds(30);

    private readonly SteppedClock _clock = new();
    private readonly List<TimeSpan> _calls = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly AmazonSQSClient _client;
    private readonly EndpointClock _endpointClock;
    private readonly ReceiveRoom _room = new(20, long.MaxValue);
    private readonly MessagesHere _messages;
    private Func<int, HttpResponseMessage> _answer = _ => Extended();
    private Task _running = Task.CompletedTask;

    public VisibilityExtenderTests()
    {
        _client = new AmazonSQSClient(new BasicAWSCredentials("test", "test"), new AmazonSQSConfig
        {
            ServiceURL = "http://sqs.test", AuthenticationRegion = "eu-west-1", MaxErrorRetry = 0,
            HttpClientFactory = new SeenRequests((_, _, _) => Task.FromResult(Answer())),
        });
        var (sqs, settings) = (new SqsCalls(_client), new BatcherSettings(int.MaxValue, 1, TimeSpan.FromSeconds(1), new Backoff(() => 1), _clock));
        _endpointClock = new EndpointClock(_clock);
        _messages = new MessagesHere(Queue, _room, _endpointClock, new Deleter("q", sqs, settings), new Returner("q", sqs, settings));
        Sut = new VisibilityExtender(Queue, TimeSpan.FromHours(12), _endpointClock, sqs, _messages, new Backoff(() => 1));
    }

    private static DeployedQueue Queue => new("q", "http://sqs.test/q", "arn", Visibility);

    private VisibilityExtender Sut { get; }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
        _client.Dispose();
    }

    [Fact]
    public async Task RunAsync_FailsThreeTimesInARow_TheFourthTryComesWithAThirdOfTheTimeLeft()
    {
        _answer = call => call <= 3 ? throw new HttpRequestException("the connection broke") : Extended();
        var message = await AdmitAsync("a");

        await RunUntilAsync(() => _calls.Count == 4 && message.HiddenUntil > Visibility);

        Assert.All(_calls, call => Assert.InRange(call, TimeSpan.Zero, Visibility * 2 / 3));
    }

    // One that hangs takes its own time, and no longer.
    [Fact]
    public async Task RunAsync_HangsThreeTimesInARow_TheFourthTryComesBeforeTheMessageIsVisible()
    {
        _answer = call => call <= 3 ? Hang() : Extended();
        var message = await AdmitAsync("a");

        await RunUntilAsync(() => _calls.Count == 4 && message.HiddenUntil > Visibility);

        Assert.InRange(_calls[3], TimeSpan.Zero, Visibility - new ExtensionPace(Visibility, new Backoff(() => 1)).CallLimit);
    }

    // AWS blames who asked too often, as it blames who has a wrong receipt.
    [Fact]
    public async Task RunAsync_AnEntryIsThrottled_TheMessageIsNotTakenForLost()
    {
        _answer = call => StubAws.Text("application/x-amz-json-1.0", call == 1
            ? """{"Failed":[{"Id":"0","SenderFault":true,"Code":"RequestThrottled","Message":"slow down"}]}"""
            : "{}");
        var message = await AdmitAsync("a");

        await RunUntilAsync(() => message.HiddenUntil > Visibility || message.IsLost);

        Assert.False(message.IsLost);
        Assert.Equal(2, _calls.Count);
    }

    [Fact]
    public async Task RunAsync_NothingFails_TenMessagesCostACallInTwelveSeconds()
    {
        for (var number = 0; number < 20; number++)
        {
            await AdmitAsync($"{number}");
        }

        await RunUntilAsync(() => _endpointClock.Now > 10 * Visibility);

        Assert.InRange(_calls.Count, 2 * 20, 2 * 25);
        Assert.All(_messages.All, message => Assert.True(message.HiddenUntil > _endpointClock.Now));
    }

    // For as long as SQS is away: not a storm of calls.
    [Fact]
    public async Task RunAsync_NothingSucceeds_IsTriedEveryThreeSeconds()
    {
        _answer = _ => throw new HttpRequestException("nobody there");
        await AdmitAsync("a");

        await RunUntilAsync(() => _endpointClock.Now > TimeSpan.FromMinutes(5));

        Assert.InRange(_calls.Count, 90, 105);
    }

    private static HttpResponseMessage Extended() => StubAws.Text("application/x-amz-json-1.0", "{}");

    private HttpResponseMessage Hang()
    {
        _clock.Advance(new ExtensionPace(Visibility, new Backoff(() => 1)).CallLimit);
        throw new TaskCanceledException("it was given up");
    }

    private HttpResponseMessage Answer()
    {
        lock (_calls)
        {
            _calls.Add(_endpointClock.Now);
            return _answer(_calls.Count);
        }
    }

    private async Task<Delivery> AdmitAsync(string id)
    {
        _room.Unreserve(await _room.ReserveAsync(_stopping.Token) - 1);
        return _messages.Admit(new Message { MessageId = id, ReceiptHandle = id, Body = "b" })!;
    }

    private async Task RunUntilAsync(Func<bool> condition)
    {
        _running = Sut.RunAsync(_stopping.Token);
        for (var step = 0; !condition(); step++)
        {
            Assert.True(step < 1_000, $"It does not come to it: {string.Join(", ", _calls)}");
            await _clock.StepAsync();
        }
    }
}
