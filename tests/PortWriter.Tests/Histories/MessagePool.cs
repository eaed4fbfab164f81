using Pipeline.Contracts;
using Pipeline.PortWriter.Observing;

namespace Pipeline.PortWriter.Tests.Histories;

/// <summary>Messages on their way: taken out in any order, several at a time, some of them more than once.</summary>
internal sealed class MessagePool(Dice dice) : IRepairRequests
{
    private const int AtOnce = 4;

    private readonly Lock _lock = new();
    private readonly List<HistoryMessage> _waiting = [];
    private readonly Dictionary<(Guid RunId, Scope Scope), long> _firstTickets = [];

    public void Add(HistoryMessage message)
    {
        lock (_lock)
        {
            _waiting.Add(message);
            if (message is HistoryMessage.Shown { Message: { RunId: { } run } page } && !_firstTickets.ContainsKey((run, page.Scope)))
            {
                _firstTickets.Add((run, page.Scope), page.Ticket);
            }

            // A second copy that may come much later.
            if (message is not HistoryMessage.Hint && dice.Hits(30))
            {
                _waiting.Add(message);
            }
        }
    }

    /// <inheritdoc/>
    public Task SendAsync(IReadOnlyDictionary<ResourceKey, ChangeCause> resources, string mappingVersion, CancellationToken cancellationToken)
    {
        foreach (var resource in resources.Keys)
        {
            Add(new HistoryMessage.Hint(resource, mappingVersion));
        }

        return Task.CompletedTask;
    }

    public long FirstTicket(Guid runId, Scope scope)
    {
        lock (_lock)
        {
            return _firstTickets[(runId, scope)];
        }
    }

    public async Task DeliverSomeAsync(Func<HistoryMessage, Task> deliver) =>
        await Task.WhenAll(Enumerable.Range(0, dice.Roll(AtOnce)).Select(_ => TryDeliverAsync(Take(), deliver)));

    /// <summary>Delivers until every page of a run was.</summary>
    public async Task DrainPagesAsync(Guid runId, Func<HistoryMessage, Task> deliver)
    {
        while (HasPages(runId))
        {
            await DeliverSomeAsync(deliver);
        }
    }

    /// <summary>Delivers until nothing is left.</summary>
    public async Task DrainAsync(Func<HistoryMessage, Task> deliver)
    {
        for (var delivered = 0; !IsEmpty(); delivered++)
        {
            Assert.True(delivered < 5_000, "Messages make messages without end.");
            await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => TryDeliverAsync(Take(), deliver)));
        }
    }

    private bool IsEmpty()
    {
        lock (_lock)
        {
            return _waiting.Count == 0;
        }
    }

    private bool HasPages(Guid runId)
    {
        lock (_lock)
        {
            return _waiting.Exists(message => message is HistoryMessage.Shown shown && shown.Message.RunId == runId);
        }
    }

    private HistoryMessage? Take()
    {
        lock (_lock)
        {
            if (_waiting.Count == 0)
            {
                return null;
            }

            var index = dice.Roll(_waiting.Count);
            var message = _waiting[index];
            _waiting.RemoveAt(index);
            return message;
        }
    }

    private async Task TryDeliverAsync(HistoryMessage? message, Func<HistoryMessage, Task> deliver)
    {
        if (message is null)
        {
            return;
        }

        try
        {
            await Task.Yield();
            await deliver(message);
        }
        catch (CrashException)
        {
            lock (_lock)
            {
                _waiting.Add(message);
            }
        }
    }
}
