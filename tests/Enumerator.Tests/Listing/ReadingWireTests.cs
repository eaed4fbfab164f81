using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Tests.Aws;

namespace Pipeline.Enumerator.Tests.Listing;

/// <summary>Resources that are read one by one.</summary>
public sealed class ReadingWireTests
{
    private const string Kind = "AWS::EC2::VPC";
    private const string Read = ",\"useGetResourceAPI\":true";

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
