using Pipeline.Port;

namespace Pipeline.PortWriter;

/// <summary>
/// The two calls by which this stage changes anything at Port. A plan takes note of them and does neither: all else of the
/// stage is the same in a plan and in a run.
/// </summary>
internal interface IPortWrites
{
    /// <inheritdoc cref="PortClient.UpsertAsync"/>
    Task<BulkUpsertResult> UpsertAsync(
        string blueprint, IReadOnlyList<ReadOnlyMemory<byte>> entities, UpsertOptions options, CancellationToken cancellationToken);

    /// <inheritdoc cref="PortClient.DeleteAsync(string, IReadOnlyList{string}, bool, bool, CancellationToken)"/>
    Task<BulkDeleteResult> DeleteAsync(
        string blueprint, IReadOnlyList<string> identifiers, bool deleteDependents, bool isLive, CancellationToken cancellationToken);

    /// <summary>Nothing more of a run will be written or deleted.</summary>
    void Finished(Guid runId);
}
