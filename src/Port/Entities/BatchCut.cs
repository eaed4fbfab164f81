namespace Pipeline.Port;

/// <summary>Cuts a list of entities into requests, by count and by exact bytes, keeping the order.</summary>
internal static class BatchCut
{
    public static IEnumerable<IReadOnlyList<int>> Cut(
        IEnumerable<int> indices, IReadOnlyList<ReadOnlyMemory<byte>> entities, PortOptions options, Action<int> oversized)
    {
        List<int> part = [];
        var bytes = EntityJson.Envelope;
        foreach (var index in indices)
        {
            var size = entities[index].Length + 1;
            if (EntityJson.Envelope + size - 1 > options.BatchBytes)
            {
                oversized(index);
                continue;
            }

            if (part.Count == options.BatchSize || bytes + size - 1 > options.BatchBytes)
            {
                yield return part;
                (part, bytes) = ([], EntityJson.Envelope);
            }

            part.Add(index);
            bytes += size;
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }
}
