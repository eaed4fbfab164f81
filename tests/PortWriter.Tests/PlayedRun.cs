using Pipeline.Contracts;
using Pipeline.Ledger;

namespace Pipeline.PortWriter.Tests;

/// <summary>Plays the stages before: lists scopes, or fails to.</summary>
internal static class PlayedRun
{
    /// <summary>
    /// Publishes what a run over some scopes shows, and waits for its end. Tickets of the first run begin at 1,000, of
    /// the second at 2,000, and so on. A scope without entities is denied.
    /// </summary>
    public static async Task<RunSnapshot> PlayRunAsync(
        this StageUnderTest stage,
        int number,
        Func<EntitiesMapped, EntitiesMapped> change,
        params (Scope Scope, IEnumerable<MappedEntity>? Entities)[] scopes)
    {
        var run = Guid.Parse($"0197f3c2-8d1e-7c54-9a41-{number:D12}");
        await stage.BeginAsync(run, [.. scopes.Select(scope => scope.Scope)]);
        foreach (var (scope, entities) in scopes)
        {
            EntitiesMapped[] pages = [.. (entities ?? []).Chunk(10).DefaultIfEmpty([]).Select((chunk, index) => change(Sample.Page(index + 1, chunk) with
            {
                RunId = run,
                MappingVersion = stage.MappingVersion,
                Scope = scope,
                Ticket = (number * 1000) + index,
            }))];
            await stage.PublishAsync(pages);
            await (entities is null ? stage.PublishAsync(Failed(run, scope, pages.Length)) : stage.PublishAsync(Ended(run, scope, pages.Length, number * 1000)));
        }

        return await stage.EndAsync(run);
    }

    private static ScopeEnumerated Ended(Guid run, Scope scope, int pages, long firstTicket) =>
        new() { RunId = run, Scope = scope, Attempt = 1, Pages = pages, Resources = 0, FirstTicket = firstTicket };

    private static ScopeFailed Failed(Guid run, Scope scope, int pages) => new()
    {
        RunId = run,
        Scope = scope,
        Attempt = 1,
        Pages = pages,
        Failure = new ScopeFailure { Class = FailureClass.AccessDenied, Code = "AccessDenied", Reason = "no" },
    };
}
