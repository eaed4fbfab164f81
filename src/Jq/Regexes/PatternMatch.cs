using System.Text.RegularExpressions;
using Pipeline.Jq.Values;

namespace Pipeline.Jq.Regexes;

/// <summary>One match in a text.</summary>
internal sealed class PatternMatch(string text, Match match, string?[] names)
{
    /// <summary>Where it starts, in UTF-16 units.</summary>
    public int Start => match.Index;

    public int End => match.Index + match.Length;

    /// <summary>jq's match object: offsets and lengths in code points.</summary>
    public JqValue ToValue()
    {
        var captures = new JqValue[names.Length];
        for (var i = 0; i < captures.Length; i++)
        {
            captures[i] = Capture(match.Groups[i + 1], names[i]);
        }

        var builder = new ObjectBuilder(4);
        builder.Set("offset", JqValue.FromNumber(Unicode.Length(text.AsSpan(0, match.Index))));
        builder.Set("length", JqValue.FromNumber(Unicode.Length(match.ValueSpan)));
        builder.Set("string", new(match.Value));
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
                var group = match.Groups[i + 1];
                builder.Set(name, group.Success ? new(group.Value) : default);
            }
        }

        return new(builder.Build());
    }

    private JqValue Capture(Group group, string? name)
    {
        var builder = new ObjectBuilder(4);
        builder.Set("offset", JqValue.FromNumber(group.Success ? Unicode.Length(text.AsSpan(0, group.Index)) : -1));
        builder.Set("length", JqValue.FromNumber(group.Success ? Unicode.Length(group.ValueSpan) : 0));
        builder.Set("string", group.Success ? new(group.Value) : default);
        builder.Set("name", name is null ? default : new(name));
        return new(builder.Build());
    }
}
