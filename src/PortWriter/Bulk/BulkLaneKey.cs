using Pipeline.Contracts;

namespace Pipeline.PortWriter.Bulk;

/// <summary>What the entities of one bulk request have in common.</summary>
internal sealed record BulkLaneKey(string Blueprint, WriteOptions Options, Guid? RunId)
{
    /// <summary>Whether a live event is waiting for it.</summary>
    public bool IsLive => RunId is null;
}
