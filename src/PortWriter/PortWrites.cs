using Pipeline.Port;

namespace Pipeline.PortWriter;

/// <summary>Changes Port.</summary>
internal sealed class PortWrites(PortClient port) : IPortWrites
{
    public Task<BulkUpsertResult> UpsertAsync(
        string blueprint, IReadOnlyList<ReadOnlyMemory<byte>> entities, UpsertOptions options, CancellationToken cancellationToken) =>
        port.UpsertAsync(blueprint, entities, options, cancellationToken);

    public Task<BulkDeleteResult> DeleteAsync(
        string blueprint, IReadOnlyList<string> identifiers, bool deleteDependents, bool isLive, CancellationToken cancellationToken) =>
        port.DeleteAsync(blueprint, identifiers, deleteDependents, isLive, cancellationToken);

    public void Finished(Guid runId)
    {
    }
}
