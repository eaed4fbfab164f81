using System.Text.RegularExpressions;

namespace Pipeline.Jq.Fuzz.Generation;

/// <summary>The productions of <c>grammar.txt</c> and the words of <c>words.txt</c>.</summary>
internal sealed partial class Grammar
{
    private readonly Dictionary<char, List<Production>> _productions = [];
    private readonly Dictionary<string, List<string>> _words = [];

    private Grammar()
    {
        foreach (var line in Lines("grammar.txt").Where(static line => line.Length > 0 && line[0] != '#'))
        {
            Add(line);
        }

        List<string>? list = null;
        foreach (var line in Lines("words.txt").Skip(1))
        {
            if (Header().IsMatch(line))
            {
                _words[line[..^1]] = list = [];
            }
            else
            {
                list!.Add(line);
            }
        }
    }

    public static Grammar Instance { get; } = new();

    public IReadOnlyList<string> Words(string name) => _words[name];

    public bool HasWords(string name) => _words.ContainsKey(name);

    /// <summary>Productions that give what is wanted from what there is; each as often as its weight says.</summary>
    public IReadOnlyList<Production> For(char want) => _productions[want];

    private void Add(string line)
    {
        var match = Line().Match(line);
        if (!match.Success)
        {
            throw new FormatException($"grammar.txt: {line}");
        }

        var weight = match.Groups["weight"].Success ? int.Parse(match.Groups["weight"].Value, System.Globalization.CultureInfo.InvariantCulture) : 1;
        var production = new Production(
            match.Groups["have"].Value[0], match.Groups["want"].Value[0], weight, match.Groups["template"].Value.Split('«', '»'));
        if (!_productions.TryGetValue(production.Want, out var list))
        {
            _productions[production.Want] = list = [];
        }

        list.AddRange(Enumerable.Repeat(production, weight));
    }

    private static string[] Lines(string name)
    {
        using var reader = new StreamReader(typeof(Grammar).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().TrimEnd('\n').Split('\n');
    }

    [GeneratedRegex("^(?<have>[A-Z])>(?<want>[A-Z*]) (x(?<weight>[0-9]+) )?(?<template>.+)$")]
    private static partial Regex Line();

    [GeneratedRegex("^[a-z0-9]+:$")]
    private static partial Regex Header();
}
