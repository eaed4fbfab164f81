using Pipeline.Simulator;
using Pipeline.Tests.Aws;

namespace Pipeline.Enumerator.Tests.Fetching;

public sealed class EventAccountTests
{
    private const string Kind = "AWS::ECS::Cluster";
    private const string Stranger = "999999999999";
    private static readonly string Mapping = Mappings.OfKinds(Kind);

    [Fact]
    public async Task Changed_AccountNobodyKnows_IsDroppedAndTheListIsReadOnceAMinute()
    {
        await using var stub = await AwsStub.StartAsync(request => request.Operation == "GetResource" ? AwsStub.Resource("c-1") : null);
        await using var host = await EnumeratorHost.StartAsync(stub);

        for (var i = 0; i < 20; i++)
        {
            await host.ChangeAsync(Mapping, Stranger, AwsStub.Region, Kind, $"c-{i}");
        }

        await host.ChangeAsync(Mapping, AwsStub.Home, AwsStub.Region, Kind, "c-1");
        await host.Live.FirstSeenAsync();
        Assert.Empty(host.Live.Gone);
        Assert.Empty(host.Live.Faults);
        Assert.Equal(1, stub.Count("ListAccounts"));
        Assert.Equal(1, stub.Count("GetResource"));
    }

    [Fact]
    public async Task Changed_AccountThatJoinedSinceTheListWasRead_IsFoundAfterAMinute()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var joined = false;
        await using var stub = await AwsStub.StartAsync(request => request.Operation switch
        {
            "GetResource" => AwsStub.Resource("c-1"),
            "ListAccounts" => StubAnswer.Json(joined ? $$"""{"Accounts":[{"Id":"{{Stranger}}","Status":"ACTIVE"}]}""" : """{"Accounts":[]}"""),
            _ => null,
        });
        await using var host = await EnumeratorHost.StartAsync(stub, time: clock);
        await host.ChangeAsync(Mapping, AwsStub.Home, AwsStub.Region, Kind, "c-1");
        await host.Live.FirstSeenAsync();

        joined = true;
        clock.Advance(TimeSpan.FromMinutes(2));
        await host.ChangeAsync(Mapping, Stranger, AwsStub.Region, Kind, "c-1");

        await Eventually.TrueAsync(() => host.Live.Seen.Count == 2);
        Assert.Equal(Stranger, host.Live.Seen[1].Scope.AccountId);
    }

    [Fact]
    public async Task Changed_AccountsCannotBeRead_IsADeadLetterAndNeverGone()
    {
        await using var stub = await AwsStub.StartAsync(request =>
            request.Operation == "ListAccounts" ? StubAnswer.Error("ThrottlingException") : null);
        await using var host = await EnumeratorHost.StartAsync(stub, options => options with { DiscoveryDeadline = TimeSpan.FromMilliseconds(50) });

        await host.ChangeAsync(Mapping, Stranger, AwsStub.Region, Kind, "c-1");

        await Eventually.TrueAsync(() => host.Live.Faults.Count == 1);
        Assert.Empty(host.Live.Gone);
    }

    [Fact]
    public async Task Changed_RoleOfTheAccountIsDenied_IsADeadLetterAndNeverGone()
    {
        await using var stub = await AwsStub.StartAsync(request => request.Operation switch
        {
            "ListAccounts" => StubAnswer.Json($$"""{"Accounts":[{"Id":"{{Stranger}}","Status":"ACTIVE"}]}"""),
            "AssumeRole" => StubAnswer.XmlError("AccessDenied", 403),
            _ => null,
        });
        await using var host = await EnumeratorHost.StartAsync(stub);

        await host.ChangeAsync(Mapping, Stranger, AwsStub.Region, Kind, "c-1");

        await Eventually.TrueAsync(() => host.Live.Faults.Count == 1);
        Assert.Empty(host.Live.Gone);
    }

    [Fact]
    public async Task Changed_WithoutAnAccount_IsAskedForInEveryAccount()
    {
        await using var world = await SimulatedWorld.StartAsync(
            new SimulatorOptions { Accounts = 3, Regions = ["eu-west-1"], Kinds = [Kind, "AWS::EC2::Instance"], ResourcesPerScope = 2 }, CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world);
        var mapping = Mappings.OfKinds("AWS::EC2::Instance");
        await host.RunAsync(mapping);
        var page = host.Downstream.Pages.Last(page => page.Resources.Count > 0);

        await host.ChangeAsync(mapping, string.Empty, "eu-west-1", "AWS::EC2::Instance", page.Resources[0].Identifier);

        var seen = await host.Live.FirstSeenAsync();
        Assert.Equal(page.Scope.ToString(), seen.Scope.ToString());
        await Eventually.TrueAsync(() => host.Live.Gone.Count == 2);
        Assert.DoesNotContain(page.Scope.AccountId, host.Live.Gone.Select(gone => gone.Resource.AccountId));
    }

    [Fact]
    public async Task Changed_OrganisationThatMayNotBeRead_TellsNothingOfItsAccounts()
    {
        await using var stub = await AwsStub.StartAsync(request =>
            request.Operation == "ListAccounts" ? StubAnswer.Error("AccessDeniedException") : null);
        await using var host = await EnumeratorHost.StartAsync(stub);

        await host.ChangeAsync(Mappings.OfKinds("AWS::Organizations::Account"), AwsStub.Home, "us-east-1", "AWS::Organizations::Account", Stranger);

        await Eventually.TrueAsync(() => host.Live.Faults.Count == 1);
        Assert.Empty(host.Live.Gone);
    }

    [Fact]
    public async Task Changed_BucketWhoseRegionNobodyTells_IsADeadLetterAndNeverGone()
    {
        await using var stub = await AwsStub.StartAsync(request => request.Operation switch
        {
            "GetResource" => StubAnswer.Error("ResourceNotFoundException"),
            _ when request.Service == "s3" => new StubAnswer(403, "<Error><Code>AccessDenied</Code><Message>No.</Message></Error>", "application/xml"),
            _ => null,
        });
        await using var host = await EnumeratorHost.StartAsync(stub);

        await host.ChangeAsync(Mappings.OfKinds("AWS::S3::Bucket"), AwsStub.Home, AwsStub.Region, "AWS::S3::Bucket", "b-1");

        await Eventually.TrueAsync(() => host.Live.Faults.Count == 1);
        Assert.Empty(host.Live.Gone);
    }
}
