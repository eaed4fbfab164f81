using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Drift;

/// <summary>
/// Which entities Port held when a run began, by 64-bit hashes of their names: a few megabytes for hundreds of
/// thousands. Two with one hash would hide for one run that one of them is missing.
/// </summary>
internal sealed class PortSnapshot
{
    private readonly HashSet<ulong> _held = [];

    public int Count => _held.Count;

    /// <summary>Notes an entity; false when it was noted before.</summary>
    public bool Add(EntityKey entity) => _held.Add(Hash(entity));

    public bool Holds(EntityKey entity) => _held.Contains(Hash(entity));

    private static ulong Hash(EntityKey entity)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{entity.Blueprint}\n{entity.Identifier}"), hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
