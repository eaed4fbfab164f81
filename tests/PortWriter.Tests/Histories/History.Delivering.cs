using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Ledger.Resources;
using Pipeline.PortWriter.Observing;

namespace Pipeline.PortWriter.Tests.Histories;

internal sealed partial class History
{
    private async Task DeliverAsync(HistoryMessage message)
    {
        _recording.Begin(message);
        try
        {
            await HandleAsync(message);
            _recording.Note($"done {message}");
        }
        catch (CrashException)
        {
            _recording.Note($"dies over {message}");
            throw;
        }
    }

    private async Task HandleAsync(HistoryMessage message)
    {
        switch (message)
        {
            case HistoryMessage.Hint hint:
                await FetchAsync(hint.Resource, hint.Mapping);
                break;
            case HistoryMessage.Shown shown:
                var outcome = await _parts.Writer.WriteAsync(ObservationReader.Read(shown.Message), Token);
                await RecordAsync(shown.Message, outcome);
                break;
            case HistoryMessage.Gone gone:
                var scope = Estate.Scopes.Single(scope => scope.Kind == gone.Resource.Kind);
                await _parts.Writer.WriteAsync(
                    ObservationReader.Gone(scope, new ObservationOrder(gone.Mapping, gone.Ticket), [gone.Resource.Identifier]), Token);
                break;
            default:
                throw new InvalidOperationException();
        }
    }

    private async Task FetchAsync(ResourceKey resource, string mapping)
    {
        var ticket = await _runs.NextTicketAsync(resource.AccountId, resource.Region, Token);
        await _dice.PauseAsync();
        var scope = Estate.Scopes.Single(scope => scope.Kind == resource.Kind);
        _pool.Add(_estate.Exists(resource)
            ? new HistoryMessage.Shown(Message(scope, mapping, ticket, [resource.Identifier]))
            : new HistoryMessage.Gone(resource, mapping, ticket));
    }

    private async Task RecordAsync(EntitiesMapped message, ObservationOutcome outcome)
    {
        if (message.BatchId() is { } batch)
        {
            await _runs.RecordBatchAsync(
                new BatchRecord { Batch = batch, Part = 1, Parts = 1, Seen = message.Resources, Mapped = message.Entities.Count, Written = outcome.Written,
                    Unchanged = outcome.Unchanged, Passed = outcome.Passed + ObservationReader.Read(message).Superseded, Parked = outcome.Rejected.Count }, Token);
        }
    }
}
