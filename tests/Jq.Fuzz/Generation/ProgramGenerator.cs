using System.Text;
using System.Text.RegularExpressions;

namespace Pipeline.Jq.Fuzz.Generation;

/// <summary>Writes a program by the grammar, for inputs of a kind.</summary>
internal sealed partial class ProgramGenerator(Dice dice)
{
    private const string Kinds = "NSAOBX";

    // Beyond it only the shortest is written: programs are to be read by whoever looks into a disagreement.
    private const int MaxLength = 400;

    private readonly Grammar _grammar = Grammar.Instance;
    private readonly Literals _literals = new(dice);
    private readonly RegexGenerator _regexes = new(dice);
    private int _names;
    private int _length;

    public string Make(char have, int depth)
    {
        (_names, _length) = (0, 0);
        var program = Expand(dice.Pick(Kinds + "XXP"), have, Names.None, depth);

        // A program that begins with a dash would be an option.
        return program.StartsWith('-') ? " " + program : program;
    }

    private string Expand(char want, char have, Names names, int depth)
    {
        if (depth <= 0 || _length > MaxLength)
        {
            return Shortest(want, have, names);
        }

        // Programs with mistakes of kind matter too: they show the error messages.
        if (dice.Chance(0.04))
        {
            want = dice.Pick(Kinds);
        }

        if (want == 'X' && dice.Chance(0.4))
        {
            want = dice.Pick(Kinds + "P");
        }

        var production = dice.Pick(_grammar.For(want != 'P' && dice.Chance(0.22) ? '*' : want));
        return Fill(production, want, have, names, depth - 1);
    }

    private string Fill(Production production, char want, char have, Names names, int depth)
    {
        var text = new StringBuilder();
        Names? afterBody = null;
        for (var i = 0; i < production.Parts.Count; i++)
        {
            var part = production.Parts[i];
            if (i % 2 == 0)
            {
                text.Append(part);
            }
            else if (part is "$" or "|" or "%" or "@0" or "@1" or "@$")
            {
                text.Append(Declare(part, ref names, ref afterBody));
            }
            else
            {
                var filled = Write(part, want, have, names, depth);
                text.Append(filled);
                _length += filled.Length / 4;
                (names, afterBody) = (afterBody ?? names, null);
            }
        }

        _length += 4;
        return text.ToString();
    }

    private string Declare(string part, ref Names names, ref Names? afterBody)
    {
        switch (part)
        {
            case "|":
                return DeclarePattern(ref names, 2);
            case "$" or "%":
                var name = $"{(part == "$" ? '$' : '*')}v{_names++}";
                names = names.With(name);
                return "$" + name[1..];
            default:
                var function = $"f{_names++}";
                afterBody = names.With(part == "@0" ? function : function + "(«»)");
                var parameter = part == "@1" ? $"f{_names++}" : $"$p{_names++}";
                names = part == "@0" ? names : names.With(parameter);
                return part == "@0" ? function : $"{function}({parameter})";
        }
    }

    private string DeclarePattern(ref Names names, int depth)
    {
        if (depth == 0 || dice.Chance(0.3))
        {
            // Now and then one that is bound already: alternatives share their names.
            var known = names.StartingWith('$');
            var name = known.Count > 0 && dice.Chance(0.4) ? known[0] : $"$v{_names++}";
            names = names.With(name);
            return name;
        }

        if (dice.Chance(0.5))
        {
            var items = new string[1 + dice.Below(2)];
            for (var i = 0; i < items.Length; i++)
            {
                items[i] = DeclarePattern(ref names, depth - 1);
            }

            return $"[{string.Join(", ", items)}]";
        }

        if (dice.Chance(0.2))
        {
            names = names.With("$a");
            return dice.Chance(0.5) ? "{$a}" : $"{{$a: {DeclarePattern(ref names, depth - 1)}}}";
        }

        var key = dice.Pick(["a", "b", "\"a\"", "(\"a\")", "\"\\(\"b\")\"", "name", "if"]);
        return $"{{{key}: {DeclarePattern(ref names, depth - 1)}}}";
    }

    private string Write(string part, char want, char have, Names names, int depth)
    {
        if (part == "re" && dice.Chance(0.5))
        {
            return _regexes.Make();
        }

        if (_grammar.HasWords(part))
        {
            return dice.Pick(_grammar.Words(part));
        }

        switch (part)
        {
            case "$$":
                return names.StartingWith('$').FirstOrDefault() ?? "$__loc__";
            case "@!":
                return Call(names, have) ?? ".";
            case ['=', var literal]:
                return _literals.Make(literal);
        }

        var asked = part[^1] == '*' ? want : part[^1];
        if (part == "!")
        {
            return "$" + names.StartingWith('*')[0][1..];
        }

        var written = Expand(asked, part.Length == 3 ? part[0] : have, names, depth);
        return Atom().IsMatch(written) || dice.Chance(0.25) ? written : $"({written})";
    }

    private string Shortest(char want, char have, Names names)
    {
        if (want == 'P')
        {
            return dice.Pick([".", ".", ".a", ".b", ".[]", ".[]?", ".[0]", ".[-1]", ".[1:]", ".name", ".a?"]);
        }

        if ((want == have || want == 'X') && dice.Chance(0.5))
        {
            return ".";
        }

        if (dice.Chance(0.25) && names.StartingWith('$') is { Count: > 0 } variables)
        {
            return dice.Pick(variables);
        }

        if (dice.Chance(0.25) && Call(names, have) is { } call)
        {
            return call;
        }

        return want == 'X' && dice.Chance(0.3)
            ? dice.Pick([".a?", ".[0]?", ".[]?", ".b", ".[]", ".[1:]?", "..", "empty", "error"])
            : _literals.Make(want);
    }

    private string? Call(Names names, char have)
    {
        var functions = names.StartingWith('f');
        return functions.Count == 0
            ? null
            : dice.Pick(functions).Replace("«»", Shortest('X', have, Names.None), StringComparison.Ordinal);
    }

    [GeneratedRegex("^[.$@]?\\w*$|^\"[^\"\\\\]*\"$")]
    private static partial Regex Atom();
}
