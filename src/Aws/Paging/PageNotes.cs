using System.Text;
using System.Text.Json;

namespace Pipeline.Aws.Paging;

/// <summary>Where, in one converted page, the values lie that the paginator reads.</summary>
internal sealed class PageNotes(PagePaths? paths)
{
    private readonly (int Start, int End)[] _notes = new (int, int)[paths?.Slots ?? 0];

    public PageNode? Root => paths?.Root;

    public void Note(int slot, long start, long end) => _notes[slot] = ((int)start, (int)end);

    /// <summary>The next page's token, or <see langword="null"/> on the last page.</summary>
    /// <returns>
    /// The token itself when the paginator has one and it is a string, else a JSON object of the parameters to set.
    /// </returns>
    public string? NextToken(AwsPaginator? paginator, ReadOnlySpan<byte> page)
    {
        if (paths is null || paginator is null || (paths.More is { } more && First(more, page).IsEmpty))
        {
            return null;
        }

        if (paths.Tokens.Count == 1)
        {
            var value = First(paths.Tokens[0], page);
            return value.IsEmpty ? null
                : value[0] == '"' ? JsonSerializer.Deserialize<string>(value)
                : $$"""{"{{paginator.InputTokens[0]}}":{{Encoding.UTF8.GetString(value)}}}""";
        }

        return Several(paginator, page);
    }

    private string? Several(AwsPaginator paginator, ReadOnlySpan<byte> page)
    {
        var parameters = new List<string>();
        for (var index = 0; index < paths!.Tokens.Count; index++)
        {
            var value = First(paths.Tokens[index], page);
            if (!value.IsEmpty)
            {
                parameters.Add($"\"{paginator.InputTokens[index]}\":{Encoding.UTF8.GetString(value)}");
            }
        }

        return parameters.Count == 0 ? null : "{" + string.Join(',', parameters) + "}";
    }

    /// <summary>The first of these values that Python would call true.</summary>
    private ReadOnlySpan<byte> First(int[] slots, ReadOnlySpan<byte> page)
    {
        foreach (var slot in slots)
        {
            var value = page[_notes[slot].Start.._notes[slot].End];
            if (!value.IsEmpty && !value.SequenceEqual("\"\""u8) && !value.SequenceEqual("false"u8)
                && !value.SequenceEqual("null"u8) && !value.SequenceEqual("0"u8))
            {
                return value;
            }
        }

        return default;
    }
}
