namespace Pipeline.Jq.Syntax;

/// <summary>What stands between <c>as</c> and <c>|</c>.</summary>
internal abstract record Pattern
{
    public sealed record Variable(string Name) : Pattern;

    public sealed record Array(IReadOnlyList<Pattern> Items) : Pattern;

    public sealed record Object(IReadOnlyList<Entry> Entries) : Pattern;

    /// <summary><c>$name</c>, <c>key: pattern</c> or <c>$name: pattern</c>, which does both.</summary>
    public sealed record Entry(Ast Key, string? Variable, Pattern? Value);

    /// <summary>Adds the names the pattern binds, in the order of their writing.</summary>
    public void CollectNames(List<string> names)
    {
        switch (this)
        {
            case Variable variable:
                names.Add(variable.Name);
                break;
            case Array array:
                foreach (var item in array.Items)
                {
                    item.CollectNames(names);
                }

                break;
            case Object obj:
                foreach (var entry in obj.Entries)
                {
                    if (entry.Variable is not null)
                    {
                        names.Add(entry.Variable);
                    }

                    entry.Value?.CollectNames(names);
                }

                break;
        }
    }
}
