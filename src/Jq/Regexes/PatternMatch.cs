using Pipeline.Jq.Values;

namespace Pipeline.Jq.Regexes;

/// <summary>One match in a text.</summary>
/// <param name="text">The text.</param>
/// <param name="places">Start and end of the whole and of each group, in UTF-16 units; -1 for a group that has not matched.</param>
/// <param name="names">The names of the groups.</param>
/// <param name="offset">How many code points the text has before the match.</param>
internal sealed class PatternMatch(string text, int[] places, string?[] names, int offset)
{
    /// <summary>Where it starts, in UTF-16 units.</summary>
    public int Start => places[0];

    public int End => places[1];

    /// <summary>jq's match object: offsets and lengths in code points.</summary>
    public JqValue ToValue()
    {
        var captures = new JqValue[names.Length];
        for (var i = 0; i < captures.Length; i++)
        {
            captures[i] = Capture(i + 1, names[i]);
        }

        var builder = new ObjectBuilder(4);
        builder.Set("offset", JqValue.FromNumber(offset));
        builder.Set("length", JqValue.FromNumber(Unicode.Length(text.AsSpan(Start, End - Start))));
        builder.Set("string", new(text[Start..End]));
        builder.Set("captures", new(JqArray.Own(captures)));
        return new(builder.Build());
    }

    public JqValue NamedCaptures()
    {
        var builder = new ObjectBuilder(names.Length);
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i] is { } name)
            {
                builder.Set(name, Text(i + 1));
            }
        }

        return new(builder.Build());
    }

    private int OffsetOf(int place) => place >= Start
        ? offset + Unicode.Length(text.AsSpan(Start, place - Start))
        : offset - Unicode.Length(text.AsSpan(place, Start - place));

    private bool IsMatched(int group) => places[(group * 2) + 1] >= 0;

    // Groups of an empty match, which are in what is looked at around it, are empty too, as jq has it.
    private (int Start, int End) Place(int group) =>
        Start == End ? (Start, Start) : (places[group * 2], places[(group * 2) + 1]);

    private JqValue Text(int group) => IsMatched(group) ? new(text[Place(group).Start..Place(group).End]) : default;

    private JqValue Capture(int group, string? name)
    {
        var builder = new ObjectBuilder(4);
        var (start, end) = IsMatched(group) ? Place(group) : (0, 0);
        builder.Set("offset", JqValue.FromNumber(IsMatched(group) ? OffsetOf(start) : -1));

        // The order in which jq sets the properties of a capture without a length.
        if (start == end)
        {
            builder.Set("string", Text(group));
        }

        builder.Set("length", JqValue.FromNumber(Unicode.Length(text.AsSpan(start, end - start))));
        builder.Set("string", Text(group));
        builder.Set("name", name is null ? default : new(name));
        return new(builder.Build());
    }
}
