namespace Pipeline.Ledger.Resources.Codec;

/// <summary>Parked resources as the table holds them. What later versions added stands at the end.</summary>
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

        writer.Number((ulong)parked.Written);
        foreach (var rejected in parked.Rejected)
        {
            writer.Number((ulong)(rejected.StatusCode ?? 0));
            writer.Text(rejected.Code ?? string.Empty);
            writer.Text(rejected.RequestId ?? string.Empty);
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

        return reader.IsAtEnd ? new ParkedResource(row, name, rejected) : new ParkedResource(row, name, rejected)
        {
            Written = checked((int)reader.Number()),
            Rejected = [.. WithAnswers(ref reader, rejected)],
        };
    }

    private static RejectedEntity[] WithAnswers(ref ItemReader reader, RejectedEntity[] rejected)
    {
        for (var index = 0; index < rejected.Length; index++)
        {
            var (status, code, request) = (checked((int)reader.Number()), reader.Text(), reader.Text());
            rejected[index] = rejected[index] with
            {
                StatusCode = status == 0 ? null : status,
                Code = code.Length == 0 ? null : code,
                RequestId = request.Length == 0 ? null : request,
            };
        }

        return rejected;
    }
}
