namespace Pipeline.PortWriter.Mappings;

/// <summary>The blocks of older mappings that the current one has no more, as far as one message needs to know.</summary>
/// <param name="Current">The version of the message.</param>
/// <param name="ByVersion">The blocks that left since an older version.</param>
internal sealed record LeftBlocks(string Current, IReadOnlyDictionary<string, IReadOnlySet<int>?> ByVersion)
{
    /// <summary>Whether a block has left. One of a version that nobody remembers is taken to have: then nothing is deleted unasked.</summary>
    public bool Contains(string version, int block) =>
        version != Current && (!ByVersion.TryGetValue(version, out var left) || left is null || left.Contains(block));
}
