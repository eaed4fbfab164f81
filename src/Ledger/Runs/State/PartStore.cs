using System.Runtime.CompilerServices;
using System.Text.Json;
using Pipeline.Ledger.Tables;

namespace Pipeline.Ledger.Runs.State;

/// <summary>Stores what each part of a page saw, before the part counts.</summary>
internal sealed class PartStore(RunStores stores, TimeProvider time)
{
    /// <summary>Stores a part, unless it counts already.</summary>
    public async ValueTask WriteAsync(BatchRecord batch, CancellationToken cancellationToken)
    {
        var id = batch.Batch;
        var write = new LedgerWrite(
            RunKeys.Part(id.RunId, id.Scope, id.Attempt, id.Page, batch.Part),
            JsonSerializer.SerializeToUtf8Bytes(PartDocument.Of(batch), StateJson.Default.PartDocument),
            Expected: 0,
            time.GetUtcNow() + RunLimits.DetailRetention);
        while (!(await stores.Table.WriteAsync([write], cancellationToken))[0])
        {
            // A delivery before this one stored it, and may have gone under before it counted: then what is known now is truer.
            var scope = await stores.Scopes.FindAsync(RunKeys.Scope(id.RunId, id.Scope), cancellationToken);
            if (scope is not null && !scope.Waits(id, batch.Part))
            {
                return;
            }

            var stored = (await stores.Table.GetAsync([write.Key], cancellationToken))[0];
            write = write with { Expected = stored?.Version ?? 0 };
        }
    }

    /// <summary>Everything an attempt saw.</summary>
    public async ValueTask<SeenResources> SeenAsync(RunRecord run, string scope, ScopeDocument complete, CancellationToken cancellationToken)
    {
        HashSet<ulong> seen = [];
        await foreach (var part in ReadAsync(run.RunId, scope, complete.Attempt, cancellationToken))
        {
            seen.UnionWith(part.Hashes);
        }

        return new SeenResources(seen, complete.Listing.FirstTicket) { AllowsDeletes = run.AllowDeletes };
    }

    /// <summary>The parts of an attempt, in the order of their pages.</summary>
    public async IAsyncEnumerable<PartDocument> ReadAsync(
        Guid runId, string scope, int attempt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in stores.Table.QueryAsync(RunKeys.ScopePartition(runId, scope), RunKeys.Parts(attempt), cancellationToken))
        {
            yield return JsonSerializer.Deserialize(item.Content.Span, StateJson.Default.PartDocument)!;
        }
    }
}
