namespace Pipeline.Ledger.Resources.Codec;

/// <summary>Parked resources as the table holds them.</summary>
internal static class ParkedCodec
{
    public static byte[] Write(ParkedResource parked)
    {
        var writer = new ItemWriter();
        writer.Write(parked.Row.Scope);
        writer.Text(parked.Row.Identifier);
        writer.Text(parked.Content);
        writer.Number((ulong)parked.Rejected.Count);
        foreach (var rejected in parked.Rejected)
        {
            writer.Text(rejected.Blueprint);
            writer.Text(rejected.Identifier);
            writer.Number((ulong)rejected.Block);
            writer.Text(rejected.Reason);
        }

        return writer.ToItem();
    }

    public static ParkedResource Read(ReadOnlyMemory<byte> content)
    {
        var reader = new ItemReader(content);
        var scope = ScopeCodec.ReadScope(ref reader);
        var row = new RowKey(scope, reader.Text());
        var name = reader.Text();
        var rejected = new RejectedEntity[reader.Number()];
        for (var index = 0; index < rejected.Length; index++)
        {
            var (blueprint, identifier, block) = (reader.Text(), reader.Text(), checked((int)reader.Number()));
            rejected[index] = new RejectedEntity(blueprint, identifier, scope, block, reader.Text());
        }

        return new ParkedResource(row, name, rejected);
    }
}
