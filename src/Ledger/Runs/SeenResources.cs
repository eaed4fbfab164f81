using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Ledger;

/// <summary>
/// The resources that an attempt saw, by 64-bit hashes of their identifiers. Two resources with one hash, a chance of
/// 1 in 400 million for a scope of 300,000, would keep one that is gone; none is ever taken for gone that was seen.
/// </summary>
public sealed class SeenResources
{
    private readonly HashSet<ulong> _hashes;

    internal SeenResources(HashSet<ulong> hashes, long firstTicket) => (_hashes, FirstTicket) = (hashes, firstTicket);

    /// <summary>The ticket of the attempt's first page: what was observed after it may have come too late for the listing to show.</summary>
    public long FirstTicket { get; }

    /// <summary>Why nothing is listed there any more; null for a scope that was listed.</summary>
    public LeftScope? Left { get; internal init; }

    /// <inheritdoc cref="RunRecord.AllowDeletes"/>
    public bool AllowsDeletes { get; internal init; }

    /// <summary>How many resources were seen.</summary>
    public int Count => _hashes.Count;

    /// <summary>Whether a resource was seen.</summary>
    /// <param name="identifier">AWS's identifier of it.</param>
    public bool Contains(string identifier) => _hashes.Contains(Hash(identifier));

    internal static ulong Hash(string identifier)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(identifier), hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
