using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Ledger;

namespace Pipeline.PortWriter.Tests;

/// <summary>Pages and events that cannot be written yet, and runs over them.</summary>
public sealed partial class LiveParkingTests
{
    private static ScopeFailure Denied => new() { Class = FailureClass.AccessDenied, Code = "AccessDenied", Reason = "no" };

    private static async Task<StageUnderTest> StartAsync()
    {
        var stage = await StageUnderTest.StartAsync();
        await stage.Port.CreateBlueprintAsync(
            JsonElement.Parse("""
                {"identifier":"node","title":"node","schema":{"properties":{},"required":[]},
                 "relations":{"next":{"title":"next","target":"node","required":false,"many":false}}}
                """),
            Token);
        return stage;
    }

    // A refused live write is tried twice: when it comes, and when it is noted what it waits for.
    private async Task RefusedAsync(StageUnderTest stage, MappedEntity entity)
    {
        var before = await RequestsAsync(stage);
        await stage.PublishLiveAsync(Live(entity));
        await Eventually.TrueAsync(async () => await RequestsAsync(stage) >= before + 2);
    }

    private static async Task<int> RequestsAsync(StageUnderTest stage) =>
        (await stage.RequestsAsync()).Count(path => path.EndsWith("/entities/bulk", StringComparison.Ordinal));

    private static Task<IReadOnlyList<string>> NodesAsync(StageUnderTest stage) => stage.IdentifiersAsync("node");

    private EntitiesMapped Live(MappedEntity entity) => Page(null, Sample.Scope, entity) with { Ticket = _ticket++ };

    private static EntitiesMapped Page(Guid? run, Scope scope, params MappedEntity[] entities) => Sample.Page(1, entities) with
    {
        RunId = run,
        Scope = scope,
        Ticket = 1000,
        Options = new WriteOptions { CreateMissingRelatedEntities = false },
    };

    private static MappedEntity Node(string identifier, string? next) => Sample.Entity(identifier, "node") with
    {
        Body = JsonSerializer.SerializeToElement(new { identifier, title = $"title of {identifier}", relations = new { next } }),
    };

    private static Task<RunSnapshot> RunAsync(StageUnderTest stage, int number, (Scope Scope, IEnumerable<MappedEntity>? Entities) listed) =>
        stage.PlayRunAsync(number, page => page with { Options = new WriteOptions { CreateMissingRelatedEntities = false } }, listed);
}
