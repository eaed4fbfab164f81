namespace Pipeline.Jq.Syntax;

/// <summary>Destructuring.</summary>
internal sealed partial class Parser
{
    private List<Pattern> ReadPatterns()
    {
        var patterns = new List<Pattern>();
        do
        {
            patterns.Add(ReadPattern());
        }
        while (TryTake("?//"));
        return patterns;
    }

    private Pattern ReadPattern()
    {
        if (IsVariable(Current))
        {
            return new Pattern.Variable(_tokens[_at++].Text);
        }

        if (TryTake("["))
        {
            var items = new List<Pattern>();
            do
            {
                items.Add(ReadNested(ReadPattern));
            }
            while (TryTake(","));
            Take("]", "',' or ']'");
            return new Pattern.Array(items);
        }

        if (!TryTake("{"))
        {
            throw Unexpected("BINDING or '[' or '{'");
        }

        var entries = new List<Pattern.Entry>();
        do
        {
            entries.Add(ReadPatternEntry());
        }
        while (TryTake(","));
        Take("}", "',' or '}'");
        return new Pattern.Object(entries);
    }

    private Pattern.Entry ReadPatternEntry()
    {
        var token = Current;
        if (IsVariable(token))
        {
            _at++;
            return new Pattern.Entry(Name(token), token.Text, TryTake(":") ? ReadNested(ReadPattern) : null);
        }

        if (token.Is("("))
        {
            var (computed, inner) = ReadComputedEntry(() => ReadNested(ReadPattern));
            return new Pattern.Entry(computed, null, inner);
        }

        var key = token switch
        {
            { Kind: TokenKind.Identifier or TokenKind.Keyword } => Name(_tokens[_at++]),
            { Kind: TokenKind.StringStart or TokenKind.Format } => ReadString(),
            _ => throw Unexpected(wanted: "a key"),
        };
        Take(":");
        return new Pattern.Entry(key, null, ReadNested(ReadPattern));
    }
}
