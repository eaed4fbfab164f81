namespace Pipeline.Aws.Paging;

/// <summary>
/// The places of a page that a paginator reads, as a tree of member names that is walked along with the page while
/// it is converted: the token is known when the last byte is written, without a second look at the page.
/// </summary>
/// <remarks>
/// Of JMESPath, botocore's paginators use names, dots, <c>||</c> and <c>[-1]</c>. A list passes its node on to every
/// item and later notes replace earlier ones, so the last item's value is what remains: <c>[-1]</c> needs no index.
/// </remarks>
internal sealed class PagePaths
{
    private PagePaths(AwsPaginator paginator)
    {
        Tokens = [.. paginator.OutputTokens.Select(Add)];
        More = paginator.MoreResults is null ? null : Add(paginator.MoreResults);
    }

    public PageNode Root { get; } = new();

    public int Slots { get; private set; }

    /// <summary>For each token the slots to look in, first choice first.</summary>
    public IReadOnlyList<int[]> Tokens { get; }

    /// <summary>The slots of the flag that says whether there is more, if the paginator has one.</summary>
    public int[]? More { get; }

    public static PagePaths For(AwsPaginator paginator) => new(paginator);

    private int[] Add(string expression) => [.. expression.Split("||", StringSplitOptions.TrimEntries).Select(AddPath)];

    private int AddPath(string path)
    {
        var node = Root;
        foreach (var part in path.Split('.'))
        {
            var name = part.EndsWith("[-1]", StringComparison.Ordinal) ? part[..^4] : part;
            if (name.Length == 0 || !name.All(char.IsAsciiLetterOrDigit))
            {
                throw new InvalidDataException($"The paginator's path '{path}' is of a form that is not understood.");
            }

            node = node.GetOrAdd(name);
        }

        if (node.Slot < 0)
        {
            node.Slot = Slots++;
        }

        return node.Slot;
    }
}
