using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Tests.Aws;

namespace Pipeline.Enumerator.Tests.Listing;

public sealed class ListingWireTests
{
    private const string Kind = "AWS::EC2::VPC";

    [Fact]
    public async Task Run_PropertiesThatAreNotJson_FailTheScopeWithTheResourceNamed()
    {
        await using var stub = await AwsStub.StartAsync(request => request.Operation == "ListResources"
            ? StubAnswer.Json("""{"ResourceDescriptions":[{"Identifier":"vpc-1","Properties":"{\"cut\":"}]}""")
            : null);
        await using var host = await EnumeratorHost.StartAsync(stub);

        var run = await host.RunAsync(Mappings.OfKinds(Kind));

        var failed = Assert.Single(run.Scopes);
        Assert.Equal((ScopeState.Failed, "MalformedAnswer"), (failed.State, failed.Failure!.Code));
        Assert.Contains("vpc-1", failed.Failure.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"Properties":"{}"}""")]
    [InlineData("""{"Identifier":null}""")]
    [InlineData("""{"Identifier":7}""")]
    [InlineData("""{"Identifier":"vpc-1","Properties":{"a":1}}""")]
    public async Task Run_DescriptionThatIsNone_FailsTheScopeSayingThatTheAnswerIsAtFault(string description)
    {
        await using var stub = await AwsStub.StartAsync(request => request.Operation == "ListResources"
            ? StubAnswer.Json($$"""{"ResourceDescriptions":[{{description}}]}""")
            : null);
        await using var host = await EnumeratorHost.StartAsync(stub);

        var run = await host.RunAsync(Mappings.OfKinds(Kind));

        var failed = Assert.Single(run.Scopes);
        Assert.Equal((ScopeState.Failed, "MalformedAnswer"), (failed.State, failed.Failure!.Code));
    }

    [Fact]
    public async Task Run_PagesThatLeadInACircle_FailTheScope()
    {
        var pages = 0;
        await using var stub = await AwsStub.StartAsync(request => request.Operation == "ListResources"
            ? AwsStub.Page(Interlocked.Increment(ref pages) % 2 == 0 ? "even" : "odd", $"vpc-{pages}")
            : null);
        await using var host = await EnumeratorHost.StartAsync(stub);

        var run = await host.RunAsync(Mappings.OfKinds(Kind));

        var failed = Assert.Single(run.Scopes);
        Assert.Equal((ScopeState.Failed, "RepeatedPageToken"), (failed.State, failed.Failure!.Code));
        Assert.Equal(3, pages);
    }

    [Theory]
    [InlineData("\\ud83d", "\uFFFD")]
    [InlineData("a\\ude00b", "a\uFFFDb")]
    [InlineData("\\ud83d\\ud83d\\ude00", "\uFFFD\U0001F600")]
    [InlineData("\\ud83d\\ude00", "\U0001F600")]
    [InlineData("\\\\ud83d", "\\ud83d")]
    [InlineData("\\n\\ud83d", "\n\uFFFD")]
    public async Task Run_HalfACharacterInAProperty_CostsNothingButItself(string escaped, string read)
    {
        var properties = JsonSerializer.Serialize("{\"Name\":\"" + escaped + "\"}");
        await using var stub = await AwsStub.StartAsync(request => request.Operation == "ListResources"
            ? StubAnswer.Json($$"""{"ResourceDescriptions":[{"Identifier":"vpc-1","Properties":{{properties}}}]}""")
            : null);
        await using var host = await EnumeratorHost.StartAsync(stub);

        var run = await host.RunAsync(Mappings.OfKinds(Kind));

        Assert.Equal(RunOutcome.Complete, run.Outcome);
        Assert.Equal(read, Assert.Single(host.Downstream.Resources).Raw.GetProperty("Properties").GetProperty("Name").GetString());
    }

    [Fact]
    public async Task Run_TicketsOfAGlobalKind_AreOrderedWhicheverRegionAnswers()
    {
        var denied = "";
        await using var stub = await AwsStub.StartAsync(request => request.Operation switch
        {
            "/listRegions" => StubAnswer.Json("""{"Regions":[{"RegionName":"us-east-1"},{"RegionName":"eu-west-1"}]}"""),
            "ListResources" when request.Region == denied => StubAnswer.Error("AccessDeniedException"),
            "ListResources" => AwsStub.Page(null, "role-1"),
            _ => null,
        });
        await using var host = await EnumeratorHost.StartAsync(stub);
        await host.RunAsync(Mappings.OfKinds("AWS::IAM::Role"));
        await host.RunAsync(Mappings.OfKinds("AWS::IAM::Role"));
        denied = "us-east-1";

        await host.RunAsync(Mappings.OfKinds("AWS::IAM::Role"));

        var tickets = host.Downstream.Pages.Select(page => page.Ticket).ToList();
        Assert.Equal(3, tickets.Count);
        Assert.Equal(tickets.Order().Distinct(), tickets);
    }

    [Fact]
    public async Task Run_GlobalKindDeniedAfterItsFirstPage_IsListedAnewThroughTheNextRegion()
    {
        await using var stub = await AwsStub.StartAsync(request => request.Operation switch
        {
            "/listRegions" => StubAnswer.Json("""{"Regions":[{"RegionName":"us-east-1"},{"RegionName":"eu-west-1"}]}"""),
            "ListResources" when request.Json("NextToken") is null => AwsStub.Page("2", "role-1"),
            "ListResources" when request.Region == "us-east-1" => StubAnswer.Error("AccessDeniedException"),
            "ListResources" => AwsStub.Page(null, "role-2"),
            _ => null,
        });
        await using var host = await EnumeratorHost.StartAsync(stub);

        var run = await host.RunAsync(Mappings.OfKinds("AWS::IAM::Role"));

        Assert.Equal((ScopeState.Complete, 2L), (run.Scopes[0].State, run.Scopes[0].Listed));
        Assert.Equal([(1, 1), (2, 1), (2, 2)], host.Downstream.Pages.Select(page => (page.Attempt, page.Page)).Order());
    }
}
