namespace Pipeline.Aws.Protocols;

/// <summary>An HTTP request before it has an address and a signature.</summary>
internal sealed class WireRequest
{
    public required string Method { get; init; }

    /// <summary>Path of literal segments and labels in braces; a greedy label ends with <c>+</c>.</summary>
    public string PathTemplate { get; init; } = "/";

    /// <summary>The values, not encoded, that take the place of labels.</summary>
    public Dictionary<string, string> PathLabels { get; } = new(StringComparer.Ordinal);

    /// <summary>Query parameters, not encoded, in the order in which they were set.</summary>
    public List<KeyValuePair<string, string>> Query { get; } = [];

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public byte[] Body { get; set; } = [];

    /// <summary>What goes before the host, with its labels filled in.</summary>
    public string? HostPrefix { get; set; }
}
