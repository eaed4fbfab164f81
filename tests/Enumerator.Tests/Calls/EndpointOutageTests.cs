using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Aws;
using Pipeline.Enumerator.Calls;
using Pipeline.Tests.Aws;

namespace Pipeline.Enumerator.Tests.Calls;

/// <summary>What an endpoint that nobody listens at costs many pieces of work, and what a short outage does.</summary>
public sealed class EndpointOutageTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly CallCounts _counts = new();
    private readonly int _port = FreePort();
    private readonly AwsClient _client;
    private readonly AwsCaller _sut;

    public EndpointOutageTests()
    {
        _client = new AwsClient(
            new AwsClientOptions { Environment = new Dictionary<string, string?> { ["AWS_ENDPOINT_URL"] = $"http://127.0.0.1:{_port}" } }, TimeProvider.System);
        _sut = new AwsCaller(_client, new CallBudgets(_time), new Endpoints(new EnumeratorOptions(), _time), _counts, _time);
    }

    [Fact]
    public async Task CallAsync_EndpointIsDown_OtherWorkFailsAtOnceForTheSameReason()
    {
        var first = await EndAsync(CallAsync());
        var asked = _counts.Calls;

        var others = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => EndAsync(CallAsync())));

        Assert.Equal(AwsErrorClass.Unreachable, first!.Class);
        Assert.All(others, other => Assert.Equal(first.Message, other?.Message));
        Assert.InRange(_counts.Calls - asked, 0, 3);
    }

    [Fact]
    public async Task CallAsync_EndpointIsDown_OtherServicesAndRegionsAreAsked()
    {
        await EndAsync(CallAsync());
        await using var back = await BackAsync();

        Assert.Null(await EndAsync(CallAsync("us-east-1")));
    }

    [Fact]
    public async Task CallAsync_EndpointComesBack_IsFoundWithinASecond()
    {
        await EndAsync(CallAsync());
        await using var back = await BackAsync();
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await EndAsync(CallAsync()));
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => EndAsync(CallAsync()))), Assert.Null);
    }

    [Fact]
    public async Task CallAsync_EveryCallFailsForAWhile_NoneIsLost()
    {
        var calls = Enumerable.Range(0, 100).Select(_ => EndAsync(CallAsync(), patience: null)).ToList();
        await Eventually.TrueAsync(() => _counts.Calls >= 100);
        _time.Advance(TimeSpan.FromSeconds(5));
        await using var back = await BackAsync();

        await AdvanceUntilEndedAsync(Task.WhenAll(calls));

        Assert.All(await Task.WhenAll(calls), Assert.Null);
    }

    public void Dispose() => _client.Dispose();

    private Task<AwsResponse> CallAsync(string region = AwsStub.Region) => _sut.CallAsync(
        AwsStub.Home,
        new AwsCall
        {
            Service = "cloudcontrol",
            Operation = "ListResources",
            Parameters = CallParameters.Of(("TypeName", "AWS::EC2::VPC")),
            Region = region,
            Credentials = AwsCredentialSource.FromKeys(StubRequest.HomeKey, "secret"),
        },
        new CallDeadline(_time, TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(15)),
        TestContext.Current.CancellationToken);

    private Task<AwsStub> BackAsync() => AwsStub.StartAsync(_ => AwsStub.Page(null, "a"), _port);

    private Task<AwsException?> EndAsync(Task<AwsResponse> call) => EndAsync(call, AdvanceUntilEndedAsync);

    private static async Task<AwsException?> EndAsync(Task<AwsResponse> call, Func<Task, Task>? patience)
    {
        try
        {
            await (patience?.Invoke(call) ?? Task.CompletedTask);
            await call;
            return null;
        }
        catch (AwsException exception)
        {
            return exception;
        }
    }

    // Requests take real time and waits simulated time: the clock moves only after requests have had a moment to end.
    private async Task AdvanceUntilEndedAsync(Task pending)
    {
        while (!pending.IsCompleted)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await pending.WaitAsync(TimeSpan.FromMilliseconds(20)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!pending.IsCompleted)
            {
                _time.Advance(TimeSpan.FromMilliseconds(500));
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
