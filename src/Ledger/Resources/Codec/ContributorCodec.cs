namespace Pipeline.Ledger.Resources.Codec;

/// <summary>Contributors as the table holds them.</summary>
internal static class ContributorCodec
{
    public static byte[] Write(Contributor contributor)
    {
        var writer = new ItemWriter();
        writer.Flag(contributor.IsRemoving);
        writer.Number((ulong)contributor.Block);
        writer.Write(contributor.Row.Scope);
        writer.Text(contributor.Row.Identifier);
        return writer.ToItem();
    }

    public static Contributor Read(ReadOnlyMemory<byte> content, long version)
    {
        var reader = new ItemReader(content);
        var isRemoving = reader.Flag();
        var block = checked((int)reader.Number());
        var scope = ScopeCodec.ReadScope(ref reader);
        return new Contributor(new RowKey(scope, reader.Text()), block, isRemoving, version);
    }
}
