namespace Pipeline.Jq.Regexes;

/// <summary>Finds the groups of a pattern ahead of its translation: a reference may come before its group.</summary>
internal static class GroupScan
{
    /// <summary>The name of each group, null for those without, in the order of their opening.</summary>
    public static List<string?> Names(string pattern)
    {
        var names = new List<string?>();
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    inClass = true;
                    break;
                case ']':
                    inClass = false;
                    break;
                case '(' when !inClass:
                    Add(names, pattern, i);
                    break;
            }
        }

        return names;
    }

    private static void Add(List<string?> names, string pattern, int at)
    {
        var rest = pattern.AsSpan(at + 1);
        if (rest is not ['?', ..])
        {
            names.Add(null);
        }
        else if (rest is ['?', '<' or '\'', not ('=' or '!'), ..])
        {
            var end = rest[2..].IndexOf(rest[1] == '<' ? '>' : '\'');
            names.Add(end < 0 ? null : rest.Slice(2, end).ToString());
        }
    }
}
