using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Aws;
using Pipeline.Enumerator.Calls;
using Pipeline.Tests.Aws;

namespace Pipeline.Enumerator.Tests.Calls;

public sealed class AwsCallerTests
{
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    [Theory]
    [InlineData("ThrottlingException", 400)]
    [InlineData("ServiceUnavailableException", 503)]
    public async Task CallAsync_AwsKeepsFailing_GivesUpAfterTheDeadlineAndNotBefore(string code, int status)
    {
        await using var stub = await AwsStub.StartAsync(_ => StubAnswer.Error(code, status: status));

        var (exception, waited) = await FailAsync(stub.Url);

        Assert.Equal(code, exception.Code);
        Assert.InRange(waited, TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(17));
        Assert.InRange(stub.Requests.Count, 20, 200);
    }

    [Fact]
    public async Task CallAsync_NothingListens_GivesUpAfterTheUnreachableDeadline()
    {
        var (exception, waited) = await FailAsync("http://127.0.0.1:9");

        Assert.Equal(AwsErrorClass.Unreachable, exception.Class);
        Assert.InRange(waited, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(60));
    }

    [Theory]
    [InlineData("AccessDeniedException")]
    [InlineData("TypeNotFoundException")]
    [InlineData("ValidationException")]
    public async Task CallAsync_RefusedForGood_AsksOnce(string code)
    {
        await using var stub = await AwsStub.StartAsync(_ => StubAnswer.Error(code));

        var (exception, waited) = await FailAsync(stub.Url);

        Assert.Equal(code, exception.Code);
        Assert.InRange(waited, TimeSpan.Zero, TimeSpan.FromMinutes(2));
        Assert.Single(stub.Requests);
    }

    private async Task<(AwsException Exception, TimeSpan Waited)> FailAsync(string url)
    {
        using var client = new AwsClient(
            new AwsClientOptions { Environment = new Dictionary<string, string?> { ["AWS_ENDPOINT_URL"] = url } }, TimeProvider.System);
        var sut = new AwsCaller(client, new CallBudgets(_time), new Endpoints(new EnumeratorOptions(), _time), new CallCounts(), _time);
        var call = new AwsCall
        {
            Service = "cloudcontrol",
            Operation = "ListResources",
            Parameters = CallParameters.Of(("TypeName", "AWS::EC2::VPC")),
            Region = AwsStub.Region,
            Credentials = AwsCredentialSource.FromKeys(StubRequest.HomeKey, "secret"),
        };
        var deadline = new CallDeadline(_time, TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(15));
        var start = _time.GetTimestamp();

        var pending = sut.CallAsync(AwsStub.Home, call, deadline, CancellationToken.None);
        await AdvanceUntilEndedAsync(pending);

        var exception = await Assert.ThrowsAsync<AwsException>(() => pending);
        return (exception, _time.GetElapsedTime(start));
    }

    // Requests take real time and waits simulated time: the clock moves only after requests have had a moment to end.
    private async Task AdvanceUntilEndedAsync(Task pending)
    {
        var patience = Stopwatch.StartNew();
        while (!pending.IsCompleted && patience.Elapsed < TimeSpan.FromSeconds(60))
        {
            await pending.WaitAsync(TimeSpan.FromMilliseconds(2)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            _time.Advance(TimeSpan.FromMilliseconds(500));
        }
    }
}
