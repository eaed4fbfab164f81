using Pipeline.Contracts;

namespace Pipeline.PortWriter.Bulk;

/// <summary>What the entities of one bulk request have in common.</summary>
internal sealed record BulkLaneKey(string Blueprint, WriteOptions Options, Guid? RunId);
