using System.Globalization;

namespace Pipeline.Jq.Regexes.Syntax;

/// <summary>The groups of a pattern by name; several may share one.</summary>
internal sealed class GroupNames
{
    private readonly List<string?> _names = [];

    public int Count => _names.Count;

    public string?[] ToArray() => [.. _names];

    /// <summary>The number of a new group.</summary>
    public int Add(string? name)
    {
        _names.Add(name);
        return _names.Count;
    }

    /// <summary>The groups that a number, a relative number or a name stands for; none when it stands for nothing.</summary>
    public IReadOnlyList<int> Find(string name, int groupsSoFar)
    {
        if (int.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            number = name[0] switch { '-' => groupsSoFar + 1 + number, '+' => groupsSoFar + number, _ => number };
            return number > 0 && number <= Count ? [number] : [];
        }

        return [.. Enumerable.Range(1, Count).Where(group => _names[group - 1] == name)];
    }

    public static bool IsNumber(string name) => name.Length > 0 && name.TrimStart('-', '+') is var digits && digits.Length > 0 && digits.All(char.IsAsciiDigit);
}
