using Pipeline.Tests.Aws;

namespace Pipeline.Enumerator.Tests.Fetching;

public sealed class LiveFetchTests
{
    private const string Kind = "AWS::ECS::Cluster";
    private static readonly string Mapping = Mappings.OfKinds(Kind);

    [Fact]
    public async Task Changed_ResourceExists_IsSeenAsItIsNow()
    {
        await using var stub = await AwsStub.StartAsync(request => request.Operation == "GetResource" ? AwsStub.Resource("c-1") : null);
        await using var host = await EnumeratorHost.StartAsync(stub);

        await host.ChangeAsync(Mapping, AwsStub.Home, AwsStub.Region, Kind, "c-1");

        var seen = await host.Live.FirstSeenAsync();
        Assert.Null(seen.RunId);
        Assert.Equal((LiveLane.OccurredAt, 0), (seen.OccurredAt, seen.Page));
        Assert.Equal($"{AwsStub.Home}/{AwsStub.Region}/{Kind}", seen.Scope.ToString());
        Assert.Equal([0], seen.Blocks);
        Assert.Equal(
            $$"""{"Identifier":"c-1","Properties":{"Name":"c-1","Read":true},"__Kind":"{{Kind}}","__AccountId":"{{AwsStub.Home}}","__Region":"{{AwsStub.Region}}"}""",
            Assert.Single(seen.Resources).Raw.GetRawText());
    }

    [Fact]
    public async Task Changed_TwoBlocksThatListDifferently_IsSeenOnceForEach()
    {
        await using var stub = await AwsStub.StartAsync(request => request.Operation == "GetResource" ? AwsStub.Resource("c-1") : null);
        await using var host = await EnumeratorHost.StartAsync(stub);

        await host.ChangeAsync(
            Mappings.Of(Mappings.Block(Kind), Mappings.Block("AWS::EC2::Vpc"), Mappings.Block(Kind, ",\"useGetResourceAPI\":true"), Mappings.Block(Kind)),
            AwsStub.Home, AwsStub.Region, Kind, "c-1");

        await Eventually.TrueAsync(() => host.Live.Seen.Count == 2);
        Assert.Equal(["0,3", "2"], host.Live.Seen.Select(seen => string.Join(',', seen.Blocks)).Order());
        Assert.Equal(["", "get"], host.Live.Seen.Select(seen => seen.Scope.Options.ToString()).Order());
    }

    [Fact]
    public async Task Changed_AwsSaysTwiceThatItIsGone_IsGoneWithTheLaterTicket()
    {
        await using var stub = await AwsStub.StartAsync(Missing);
        await using var host = await EnumeratorHost.StartAsync(stub);

        await host.ChangeAsync(Mapping, AwsStub.Home, AwsStub.Region, Kind, "c-1");

        await Eventually.TrueAsync(() => host.Live.Gone.Count == 1);
        var gone = host.Live.Gone[0];
        Assert.Equal($"{AwsStub.Home}/{AwsStub.Region}/{Kind}/c-1", gone.Resource.ToString());
        Assert.Equal(2, Reads(stub));
        Assert.True(gone.Ticket >= 2);
        Assert.Empty(host.Live.Seen);
    }

    [Fact]
    public async Task Changed_AwsShowsItTheSecondTime_IsSeen()
    {
        var asked = 0;
        await using var stub = await AwsStub.StartAsync(request => request.Operation != "GetResource" ? null
            : Interlocked.Increment(ref asked) == 1 ? StubAnswer.Error("ResourceNotFoundException") : AwsStub.Resource("c-1"));
        await using var host = await EnumeratorHost.StartAsync(stub);

        await host.ChangeAsync(Mapping, AwsStub.Home, AwsStub.Region, Kind, "c-1");

        await host.Live.FirstSeenAsync();
        Assert.Empty(host.Live.Gone);
    }

    [Fact]
    public async Task Created_AwsDoesNotShowItForHalfAMinute_IsSeenAndNeverGone()
    {
        var clock = new SteppingClock();
        await using var stub = await AwsStub.StartAsync(request => request.Operation != "GetResource" ? null
            : clock.Elapsed < TimeSpan.FromSeconds(30) ? StubAnswer.Error("ResourceNotFoundException") : AwsStub.Resource("c-1"));
        await using var host = await EnumeratorHost.StartAsync(stub, time: clock);

        await host.ChangeAsync(Mapping, AwsStub.Home, AwsStub.Region, Kind, "c-1", created: true);

        await host.Live.FirstSeenAsync();
        Assert.Empty(host.Live.Gone);
    }

    [Fact]
    public async Task Created_AwsNeverShowsIt_IsGoneAfterAMinute()
    {
        var clock = new SteppingClock();
        await using var stub = await AwsStub.StartAsync(Missing);
        await using var host = await EnumeratorHost.StartAsync(stub, time: clock);

        await host.ChangeAsync(Mapping, AwsStub.Home, AwsStub.Region, Kind, "c-1", created: true);

        await Eventually.TrueAsync(() => host.Live.Gone.Count == 1);
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(80));
    }

    [Theory]
    [InlineData("AccessDeniedException")]
    [InlineData("ExpiredTokenException")]
    [InlineData("ValidationException")]
    [InlineData("TypeNotFoundException")]
    [InlineData("UnrecognizedClientException")]
    [InlineData("404")]
    public async Task Changed_AwsRefuses_IsADeadLetterAndNeverGone(string code)
    {
        await using var stub = await AwsStub.StartAsync(request => request.Operation != "GetResource" ? null
            : code == "404" ? new StubAnswer(404, "<html>no such page</html>", "text/html") : StubAnswer.Error(code));
        await using var host = await EnumeratorHost.StartAsync(stub);

        await host.ChangeAsync(Mapping, AwsStub.Home, AwsStub.Region, Kind, "c-1");

        await Eventually.TrueAsync(() => host.Live.Faults.Count == 1);
        Assert.Empty(host.Live.Gone);
        Assert.Empty(host.Live.Seen);
    }

    [Theory]
    [InlineData("ThrottlingException")]
    [InlineData("ServiceUnavailableException")]
    public async Task Changed_AwsThrottlesOrFailsForAWhile_IsSeen(string code)
    {
        var asked = 0;
        await using var stub = await AwsStub.StartAsync(request => request.Operation != "GetResource" ? null
            : Interlocked.Increment(ref asked) <= 3 ? StubAnswer.Error(code) : AwsStub.Resource("c-1"));
        await using var host = await EnumeratorHost.StartAsync(stub);

        await host.ChangeAsync(Mapping, AwsStub.Home, AwsStub.Region, Kind, "c-1");

        await host.Live.FirstSeenAsync();
        Assert.Empty(host.Live.Gone);
    }

    [Fact]
    public async Task Changed_AwsThrottlesForGood_IsADeadLetterAndNeverGone()
    {
        await using var stub = await AwsStub.StartAsync(request =>
            request.Operation == "GetResource" ? StubAnswer.Error("ThrottlingException") : null);
        await using var host = await EnumeratorHost.StartAsync(stub, options => options with { FetchDeadline = TimeSpan.FromMilliseconds(50) });

        await host.ChangeAsync(Mapping, AwsStub.Home, AwsStub.Region, Kind, "c-1");

        await Eventually.TrueAsync(() => host.Live.Faults.Count == 1);
        Assert.Empty(host.Live.Gone);
    }

    private static StubAnswer? Missing(StubRequest request) =>
        request.Operation == "GetResource" ? StubAnswer.Error("ResourceNotFoundException") : null;

    private static int Reads(AwsStub stub) => stub.Requests.Count(request => request.Operation == "GetResource");
}
