using System.Text.Json;
using MassTransit;
using Pipeline.Contracts;
using Pipeline.Ingress.LiveEvents.Intake;
using Pipeline.Ledger.Tables;
using Pipeline.Messaging.Bus;

namespace Pipeline.Ingress.LiveEvents.Inbox;

/// <summary>
/// Keeps accepted events in the store until what they caused is written, for a bus whose messages die with the process. What
/// is left of an earlier process, and what failed, is sent on its way again.
/// </summary>
internal sealed class LiveInbox(
    ILedgerTable table, ILiveBus bus, CurrentMapping mappings, InboxProgress progress, LiveEventOptions options, TimeProvider time) : IEventKeeper
{
    private const string Partition = "inbox";

    // By then a run has seen whatever it was about.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    public async Task KeepAsync(IReadOnlyList<ResourceChanged> changes, CancellationToken cancellationToken)
    {
        if (progress.Count + changes.Count > options.Backlog)
        {
            throw new EventsNotKeptException($"{progress.Count} events wait to be written.");
        }

        var entries = changes.Select(change => new InboxEntry(NewId.NextGuid(), change)).ToList();
        var expires = time.GetUtcNow() + Lifetime;
        var written = await table.WriteAsync(
            [.. entries.Select(entry => new LedgerWrite(Key(entry.Id), JsonSerializer.SerializeToUtf8Bytes(entry.Change), 0, expires))],
            cancellationToken);
        if (written.Contains(false))
        {
            throw new EventsNotKeptException("The store did not take an event.");
        }

        // What the store has is safe: that the bus may not take it now is no matter for the sender.
        await SendAsync(entries, CancellationToken.None);
    }

    /// <summary>Sends everything on its way that the store has and that is not on its way.</summary>
    /// <returns>How many events that were.</returns>
    public async Task<int> ReplayAsync(CancellationToken cancellationToken)
    {
        var entries = new List<InboxEntry>();
        await foreach (var item in table.QueryAsync(Partition, string.Empty, cancellationToken))
        {
            var id = Guid.ParseExact(item.Key.Sort, "N");
            if (!progress.IsOnItsWay(id) && JsonSerializer.Deserialize<ResourceChanged>(item.Content.Span) is { } change)
            {
                entries.Add(new InboxEntry(id, change));
            }
        }

        await SendAsync(entries.Count == 0 ? entries : await UpdatedAsync(entries, cancellationToken), cancellationToken);
        return entries.Count;
    }

    /// <summary>What an event caused is written: it is not needed any more.</summary>
    public async Task RemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await table.GetAsync([Key(id)], cancellationToken) is [{ } item])
        {
            await table.WriteAsync([new LedgerWrite(item.Key, null, item.Version)], cancellationToken);
        }
    }

    // What is fetched now is for the mapping of now; that of then may be all there is while Port does not answer.
    private async Task<IReadOnlyList<InboxEntry>> UpdatedAsync(IReadOnlyList<InboxEntry> entries, CancellationToken cancellationToken)
    {
        try
        {
            var mapping = await mappings.GetAsync(cancellationToken);
            return [.. entries.Select(entry => entry with { Change = entry.Change with { MappingVersion = mapping.Version } })];
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return entries;
        }
    }

    private async Task SendAsync(IReadOnlyList<InboxEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var entry in entries)
        {
            progress.Begin(entry.Id);
            await bus.Publish(entry.Change, context => context.ConversationId = entry.Id, cancellationToken);
        }
    }

    private static LedgerKey Key(Guid id) => new(Partition, id.ToString("N"));

    private sealed record InboxEntry(Guid Id, ResourceChanged Change);
}
