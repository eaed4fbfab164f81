namespace Pipeline.Aws.Paging;

/// <summary>A member name on the way to a value that a paginator reads.</summary>
internal sealed class PageNode
{
    private readonly Dictionary<string, PageNode> _children = new(StringComparer.Ordinal);

    /// <summary>Where the value is noted, or -1 when the way only leads through here.</summary>
    public int Slot { get; set; } = -1;

    public PageNode? Child(string name) => _children.GetValueOrDefault(name);

    public PageNode GetOrAdd(string name)
    {
        if (!_children.TryGetValue(name, out var child))
        {
            _children[name] = child = new PageNode();
        }

        return child;
    }
}
