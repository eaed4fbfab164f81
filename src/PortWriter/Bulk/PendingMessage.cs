using Pipeline.Port;

namespace Pipeline.PortWriter.Bulk;

/// <summary>A message some of whose entities are not written yet.</summary>
internal sealed class PendingMessage(int entities)
{
    private readonly EntityOutcome[] _outcomes = new EntityOutcome[entities];
    private readonly TaskCompletionSource<IReadOnlyList<EntityOutcome>> _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _open = entities;

    /// <summary>What became of each entity, in order, once that is known of all.</summary>
    public Task<IReadOnlyList<EntityOutcome>> Outcomes => _settled.Task;

    /// <summary>Called once for each entity.</summary>
    public void Settle(int index, EntityOutcome outcome)
    {
        _outcomes[index] = outcome;
        if (Interlocked.Decrement(ref _open) == 0)
        {
            _settled.SetResult(_outcomes);
        }
    }
}
