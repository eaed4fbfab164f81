namespace Pipeline.Port;

/// <summary>What became of the entities of one deletion.</summary>
/// <param name="Deleted">Deleted at Port, with the dependents that went along.</param>
/// <param name="Absent">Asked for, and not there: the wish is fulfilled.</param>
/// <param name="Rejected">Still there.</param>
public sealed record BulkDeleteResult(
    IReadOnlyList<string> Deleted, IReadOnlyList<string> Absent, IReadOnlyList<DeleteRejection> Rejected);
