using System.Buffers.Binary;
using System.Text.Json.Serialization;
using Pipeline.Contracts;

namespace Pipeline.Ledger.Runs.State;

/// <summary>What one part of a page saw, and what is told of it in the run's report.</summary>
internal sealed record PartDocument
{
    /// <summary>Hashes of the resources' identifiers, 8 bytes each.</summary>
    public required byte[] Seen { get; init; }

    public IReadOnlyList<RejectedEntity> Rejected { get; init; } = [];

    public IReadOnlyList<MappingFinding> Findings { get; init; } = [];

    public IReadOnlyList<EntityCollision> Collisions { get; init; } = [];

    [JsonIgnore]
    public IEnumerable<ulong> Hashes => Enumerable.Range(0, Seen.Length / sizeof(ulong))
        .Select(index => BinaryPrimitives.ReadUInt64LittleEndian(Seen.AsSpan(index * sizeof(ulong))));

    /// <summary>The same with a reason that is not too long.</summary>
    public static RejectedEntity Short(RejectedEntity rejected) => rejected.Reason.Length <= RunLimits.LongestReason
        ? rejected
        : rejected with { Reason = Short(rejected.Reason) };

    /// <summary>A reason that is not too long.</summary>
    public static string Short(string reason) =>
        reason.Length <= RunLimits.LongestReason ? reason : $"{reason[..RunLimits.LongestReason]}…";

    public static PartDocument Of(BatchRecord batch)
    {
        var seen = new byte[batch.Seen.Count * sizeof(ulong)];
        foreach (var (index, identifier) in batch.Seen.Index())
        {
            BinaryPrimitives.WriteUInt64LittleEndian(seen.AsSpan(index * sizeof(ulong)), SeenResources.Hash(identifier));
        }

        return new PartDocument
        {
            Seen = seen,
            Rejected = [.. batch.Rejected.Take(RunLimits.RejectionsKeptOfAPart).Select(Short)],
            Findings = batch.Findings,
            Collisions = batch.Collisions,
        };
    }
}
