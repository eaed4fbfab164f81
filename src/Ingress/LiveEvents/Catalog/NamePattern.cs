namespace Pipeline.Ingress.LiveEvents.Catalog;

/// <summary>The name of an API call, or with a star at its end, what names begin with: AWS adds API versions to some.</summary>
internal readonly record struct NamePattern(string Text)
{
    public bool Matches(string name) => Text.EndsWith('*')
        ? name.AsSpan().StartsWith(Text.AsSpan(0, Text.Length - 1), StringComparison.Ordinal)
        : name == Text;
}
