namespace Pipeline.Ledger.Resources.Codec;

/// <summary>Scope marks as the table holds them.</summary>
internal static class ScopeMarkCodec
{
    public static byte[] Write(ScopeMark mark)
    {
        var writer = new ItemWriter();
        writer.Write(mark.Scope);
        writer.Flag(mark.Latest is not null);
        if (mark.Latest is { } latest)
        {
            writer.Bytes(latest.RunId.ToByteArray());
            writer.Number((ulong)latest.Attempt);
            writer.Write(latest.Order);
        }

        return writer.ToItem();
    }

    public static ScopeMark Read(ReadOnlyMemory<byte> content)
    {
        var reader = new ItemReader(content);
        var scope = ScopeCodec.ReadScope(ref reader);
        if (!reader.Flag())
        {
            return new ScopeMark(scope, null);
        }

        var run = new Guid(reader.Bytes(16));
        var attempt = checked((int)reader.Number());
        return new ScopeMark(scope, new ListingMark(run, attempt, ScopeCodec.ReadOrder(ref reader)));
    }
}
