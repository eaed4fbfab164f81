using System.Buffers.Binary;

namespace Pipeline.Ledger.Resources.Codec;

/// <summary>Rows as the table holds them.</summary>
internal static class RowCodec
{
    private const byte Present = 1;
    private const byte Doubtful = 2; // Format 1 only.
    private const byte Open = 4;
    private const byte Doomed = 8;
    private const byte Claimed = 16;
    private const byte Written = 32;

    public static byte[] Write(string identifier, ResourceRow row)
    {
        var writer = new ItemWriter();
        writer.Byte(Flags(row));
        writer.Text(identifier);
        writer.Write(row.Claimed);
        if (row.IsOpen)
        {
            writer.Write(row.Confirmed);
        }

        if (row.DoomedBy is { } run)
        {
            writer.Bytes(run.ToByteArray());
        }

        if (row.WrittenIn is { } writtenIn)
        {
            writer.Bytes(writtenIn.ToByteArray());
        }

        if (row.Claims.Count > 0)
        {
            ClaimCodec.Write(writer, row.Claims);
        }

        WriteContributions(writer, row.Contributions);
        return writer.ToItem();
    }

    public static (string Identifier, ResourceRow Row) Read(ReadOnlyMemory<byte> content)
    {
        var reader = new ItemReader(content);
        var flags = reader.Byte();
        var identifier = reader.Text();
        var claimed = ScopeCodec.ReadOrder(ref reader);
        var confirmed = (flags & Open) != 0 ? ScopeCodec.ReadOrder(ref reader) : claimed;
        Guid? doomedBy = (flags & Doomed) != 0 ? new Guid(reader.Bytes(16)) : null;
        Guid? writtenIn = (flags & Written) != 0 ? new Guid(reader.Bytes(16)) : null;
        var claims = (flags & Claimed) != 0 ? ClaimCodec.Read(ref reader) : [];
        var row = new ResourceRow
        {
            Claimed = claimed,
            Confirmed = confirmed,
            IsPresent = (flags & Present) != 0,
            Claims = claims,
            DoomedBy = doomedBy,
            WrittenIn = writtenIn,
            Contributions = ReadContributions(ref reader),
        };
        return (identifier, reader.Format == 1 ? Upgraded(row, (flags & Doubtful) != 0) : row);
    }

    // A row of format 1 does not name who is at work on it: nobody that will come back for the claim. What was in doubt is
    // written by whoever writes next.
    private static ResourceRow Upgraded(ResourceRow row, bool isDoubtful)
    {
        var open = row.IsOpen
            ? row with { Claims = [new OpenClaim(0, row.Claimed, DateTimeOffset.UnixEpoch, IsDoubted: true)] }
            : row;
        return isDoubtful ? open.Doubting(row.Contributions.Select(made => made.Entity).ToHashSet()) : open;
    }

    private static byte Flags(ResourceRow row) => (byte)(
        (row.IsPresent ? Present : 0) | (row.IsOpen ? Open : 0) | (row.DoomedBy is null ? 0 : Doomed)
        | (row.WrittenIn is null ? 0 : Written) | (row.Claims.Count > 0 ? Claimed : 0));

    private static void WriteContributions(ItemWriter writer, IReadOnlyList<Contribution> contributions)
    {
        writer.Number((ulong)contributions.Count);
        var blueprint = string.Empty;
        foreach (var contribution in contributions)
        {
            Write(writer, contribution, blueprint);
            blueprint = contribution.Entity.Blueprint;
        }
    }

    // An empty blueprint stands for the one of the contribution before: no entity has an empty one.
    private static void Write(ItemWriter writer, Contribution contribution, string blueprintBefore)
    {
        writer.Number((ulong)contribution.Block);
        writer.Text(contribution.Entity.Blueprint == blueprintBefore ? string.Empty : contribution.Entity.Blueprint);
        writer.Text(contribution.Entity.Identifier);
        Span<byte> hash = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(hash, contribution.Hash.High);
        BinaryPrimitives.WriteUInt64LittleEndian(hash[8..], contribution.Hash.Low);
        writer.Bytes(hash);
        writer.Number((ulong)contribution.State);
        writer.Text(contribution.MappingVersion ?? string.Empty);
    }

    private static Contribution[] ReadContributions(ref ItemReader reader)
    {
        var contributions = new Contribution[reader.Number()];
        var blueprint = string.Empty;
        for (var index = 0; index < contributions.Length; index++)
        {
            contributions[index] = ReadContribution(ref reader, blueprint);
            blueprint = contributions[index].Entity.Blueprint;
        }

        return contributions;
    }

    private static Contribution ReadContribution(ref ItemReader reader, string blueprintBefore)
    {
        var block = checked((int)reader.Number());
        var blueprint = reader.Text();
        var entity = new EntityKey(blueprint.Length == 0 ? blueprintBefore : blueprint, reader.Text());
        var hash = reader.Bytes(16);
        var high = BinaryPrimitives.ReadUInt64LittleEndian(hash);
        var low = BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]);
        var state = (ContributionState)reader.Number();
        return new Contribution(block, entity, new EntityHash(high, low), state)
        {
            MappingVersion = reader.Text() is { Length: > 0 } version ? version : null,
        };
    }
}
