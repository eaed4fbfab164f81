using System.Buffers.Binary;

namespace Pipeline.Ledger.Resources.Codec;

/// <summary>Open claims within rows.</summary>
internal static class ClaimCodec
{
    public static void Write(ItemWriter writer, IReadOnlyList<OpenClaim> claims)
    {
        writer.Number((ulong)claims.Count);
        Span<byte> token = stackalloc byte[8];
        foreach (var claim in claims)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(token, claim.Token);
            writer.Bytes(token);
            writer.Write(claim.Order);
            writer.Number(claim.OpenedAt.ToUnixTimeSeconds() / 60);
            writer.Flag(claim.IsDoubted);
        }
    }

    public static OpenClaim[] Read(ref ItemReader reader)
    {
        var claims = new OpenClaim[reader.Number()];
        for (var index = 0; index < claims.Length; index++)
        {
            var token = BinaryPrimitives.ReadUInt64LittleEndian(reader.Bytes(8));
            var order = ScopeCodec.ReadOrder(ref reader);
            var openedAt = DateTimeOffset.FromUnixTimeSeconds((long)reader.Number() * 60);
            claims[index] = new OpenClaim(token, order, openedAt, reader.Flag());
        }

        return claims;
    }
}
