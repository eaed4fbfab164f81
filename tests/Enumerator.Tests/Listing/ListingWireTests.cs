using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Tests.Aws;

namespace Pipeline.Enumerator.Tests.Listing;

public sealed class ListingWireTests
{
    private const string Kind = "AWS::EC2::VPC";
    private const string Read = ",\"useGetResourceAPI\":true";

    [Fact]
    public async Task Run_SlowSecondPage_HasPublishedTheFirst()
    {
        var firstSeen = new TaskCompletionSource();
        await using var stub = await AwsStub.StartAsync(async request =>
        {
            if (request.Operation != "ListResources")
            {
                return null;
            }

            if (request.Json("NextToken") is null)
            {
                return AwsStub.Page("2", "vpc-1");
            }

            await firstSeen.Task.WaitAsync(TimeSpan.FromSeconds(30));
            return AwsStub.Page(null, "vpc-2");
        });
        await using var host = await EnumeratorHost.StartAsync(stub);
        host.Downstream.OnPage = _ =>
        {
            firstSeen.TrySetResult();
            return Task.CompletedTask;
        };

        var run = await host.RunAsync(Mappings.OfKinds(Kind));

        Assert.Equal(RunOutcome.Complete, run.Outcome);
    }

    [Fact]
    public async Task Run_NobodyTakesThePages_StopsAskingForMore()
    {
        var open = new TaskCompletionSource();
        var large = new string('x', 900_000);
        await using var stub = await AwsStub.StartAsync(request => request.Operation != "ListResources" ? null : LargePage(request, large));
        await using var host = await EnumeratorHost.StartAsync(stub);
        host.Downstream.OnPage = _ => open.Task;

        var runId = await host.BeginAsync(Mappings.OfKinds(Kind));
        await Eventually.TrueAsync(() => stub.Count("ListResources") >= 4);
        var asked = stub.Count("ListResources");
        open.SetResult();
        await host.Downstream.FinishedAsync(runId).WaitAsync(TimeSpan.FromSeconds(60));

        // Half of 8 MiB may wait to be mapped: four pages of these, and the one that waits.
        Assert.InRange(asked, 4, 6);
        Assert.Equal(40, stub.Count("ListResources"));
    }

    [Fact]
    public async Task Run_PageBeyondTheLimit_IsCutIntoMessagesByBytes()
    {
        var text = new string('ü', 15_000);
        var descriptions = Enumerable.Range(1, 20).Select(number =>
            $$"""{"Identifier":"vpc-{{number}}","Properties":{{JsonSerializer.Serialize($$"""{"Text":"{{text}}"}""")}} }""");
        await using var stub = await AwsStub.StartAsync(request => request.Operation == "ListResources"
            ? StubAnswer.Json($$"""{"ResourceDescriptions":[{{string.Join(',', descriptions)}}]}""")
            : null);
        await using var host = await EnumeratorHost.StartAsync(stub);

        var run = await host.RunAsync(Mappings.OfKinds(Kind));

        Assert.Equal(RunOutcome.Complete, run.Outcome);
        Assert.Equal(20, host.Downstream.Resources.Count);
        Assert.Equal(4, host.Downstream.Pages.Count);
        Assert.All(host.Downstream.Pages, page => Assert.InRange(page.Resources.Sum(resource => System.Text.Encoding.UTF8.GetByteCount(resource.Raw.GetRawText())), 1, 200_000));
    }

    [Fact]
    public async Task Run_EmptyScope_PublishesOneEmptyPageAndIsComplete()
    {
        await using var stub = await AwsStub.StartAsync(request => request.Operation == "ListResources" ? AwsStub.Page(null) : null);
        await using var host = await EnumeratorHost.StartAsync(stub);

        var run = await host.RunAsync(Mappings.OfKinds(Kind));

        Assert.Equal(RunOutcome.Complete, run.Outcome);
        Assert.Empty(Assert.Single(host.Downstream.Pages).Resources);
    }

    [Fact]
    public async Task Run_GetEach_ReadsTenAtATimeAndKeepsTheOrder()
    {
        var reading = 0;
        var most = 0;
        var names = Enumerable.Range(1, 60).Select(number => $"vpc-{number:d2}").ToArray();
        var ten = new TaskCompletionSource();
        await using var stub = await AwsStub.StartAsync(async request =>
        {
            if (request.Operation != "GetResource")
            {
                return request.Operation == "ListResources" ? AwsStub.Page(null, names) : null;
            }

            var now = Interlocked.Increment(ref reading);
            InterlockedMax(ref most, now);
            if (now == 10)
            {
                ten.TrySetResult();
            }

            await ten.Task.WaitAsync(TimeSpan.FromSeconds(30));
            Interlocked.Decrement(ref reading);
            return AwsStub.Resource(request.Json("Identifier")!);
        });
        await using var host = await EnumeratorHost.StartAsync(stub);

        await host.RunAsync(Mappings.Of(Mappings.Block(Kind, Read)));

        Assert.Equal(10, most);
        Assert.Equal(names, host.Downstream.Resources.Select(resource => resource.Identifier));
        Assert.All(host.Downstream.Resources, resource => Assert.True(resource.Raw.GetProperty("Properties").GetProperty("Read").GetBoolean()));
    }

    [Fact]
    public async Task Run_ListedResourceIsGone_IsLeftOutAndTheScopeIsComplete()
    {
        await using var stub = await Reads(request => request.Json("Identifier") == "vpc-2" ? StubAnswer.Error("ResourceNotFoundException") : null);
        await using var host = await EnumeratorHost.StartAsync(stub);

        var run = await host.RunAsync(Mappings.Of(Mappings.Block(Kind, Read)));

        Assert.Equal(RunOutcome.Complete, run.Outcome);
        Assert.Equal(["vpc-1", "vpc-3"], host.Downstream.Resources.Select(resource => resource.Identifier));
    }

    [Fact]
    public async Task Run_BareNotFoundFromSomethingOnTheWay_IsNoAbsence()
    {
        await using var stub = await Reads(request => request.Json("Identifier") == "vpc-2" ? new StubAnswer(404, "<html>no such page</html>", "text/html") : null);
        await using var host = await EnumeratorHost.StartAsync(stub);

        var run = await host.RunAsync(Mappings.Of(Mappings.Block(Kind, Read)));

        Assert.Equal(ScopeState.Failed, Assert.Single(run.Scopes).State);
        Assert.Equal(["vpc-1", "vpc-3"], host.Downstream.Resources.Select(resource => resource.Identifier));
    }

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
    public async Task Run_AllReadsDenied_ReadsEveryPageBeforeItFails()
    {
        await using var stub = await AwsStub.StartAsync(request => request.Operation switch
        {
            "ListResources" when request.Json("NextToken") is null => AwsStub.Page("2", "vpc-1"),
            "ListResources" => AwsStub.Page(null, "vpc-2"),
            "GetResource" when request.Json("Identifier") == "vpc-1" => StubAnswer.Error("AccessDeniedException"),
            "GetResource" => AwsStub.Resource("vpc-2"),
            _ => null,
        });
        await using var host = await EnumeratorHost.StartAsync(stub);

        var run = await host.RunAsync(Mappings.Of(Mappings.Block(Kind, Read)));

        Assert.Equal(ScopeState.Failed, Assert.Single(run.Scopes).State);
        Assert.Equal("vpc-2", Assert.Single(host.Downstream.Resources).Identifier);
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

    [Fact]
    public async Task Run_OneEndlessScope_DoesNotHoldUpTheOthers()
    {
        string[] kinds = [Kind, "AWS::EC2::Subnet", "AWS::EC2::Instance", "AWS::EC2::Volume"];
        var others = new TaskCompletionSource();
        await using var stub = await AwsStub.StartAsync(async request =>
        {
            if (request.Operation != "ListResources")
            {
                return null;
            }

            if (request.Json("TypeName") == Kind && request.Json("NextToken") == "9")
            {
                await others.Task.WaitAsync(TimeSpan.FromSeconds(30));
                return AwsStub.Page(null, "vpc-last");
            }

            var page = int.Parse(request.Json("NextToken") ?? "0", null) + 1;
            return request.Json("TypeName") == Kind ? AwsStub.Page($"{page}", $"vpc-{page}") : AwsStub.Page(null, "other");
        });
        await using var host = await EnumeratorHost.StartAsync(stub);
        host.Downstream.OnPage = page =>
        {
            if (host.Downstream.Pages.Count(other => other.Scope.Kind != Kind) == 3)
            {
                others.TrySetResult();
            }

            return Task.CompletedTask;
        };

        var run = await host.RunAsync(Mappings.OfKinds(kinds));

        Assert.Equal(RunOutcome.Complete, run.Outcome);
    }

    private static StubAnswer LargePage(StubRequest request, string text)
    {
        var page = int.Parse(request.Json("NextToken") ?? "0", null) + 1;
        var next = page < 40 ? $",\"NextToken\":\"{page}\"" : "";
        return StubAnswer.Json(
            $$"""{"ResourceDescriptions":[{"Identifier":"vpc-{{page}}","Properties":"{\"Text\":\"{{text}}\"}"}]{{next}}}""");
    }

    private static Task<AwsStub> Reads(Func<StubRequest, StubAnswer?> read) => AwsStub.StartAsync(request => request.Operation switch
    {
        "ListResources" => AwsStub.Page(null, "vpc-1", "vpc-2", "vpc-3"),
        "GetResource" => read(request) ?? AwsStub.Resource(request.Json("Identifier")!),
        _ => null,
    });

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
