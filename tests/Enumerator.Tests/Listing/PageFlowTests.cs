using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Tests.Aws;

namespace Pipeline.Enumerator.Tests.Listing;

/// <summary>How pages flow out of the stage.</summary>
public sealed class PageFlowTests
{
    private const string Kind = "AWS::EC2::VPC";

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
}
