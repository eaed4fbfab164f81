using System.Globalization;
using System.Text;
using Pipeline.Jq;

namespace Pipeline.Standalone.Commands.Jq;

/// <summary>
/// Reads the command line as jq does: options anywhere, short ones together, values as words of their own. The rules
/// of the other commands would take the value of <c>--arg</c> for a program.
/// </summary>
internal sealed class JqArgumentParser(string[] words)
{
    private const int MaxIndent = 7;

    private readonly Dictionary<string, JqValue> _named = new(StringComparer.Ordinal);
    private readonly List<JqValue> _positional = [];
    private readonly List<string> _files = [];
    private JqArguments _arguments = new();
    private Func<string, JqValue>? _readPositional;
    private int _at;

    /// <exception cref="JqUsageException">The command line cannot be used.</exception>
    public static JqArguments Parse(string[] words) => new JqArgumentParser(words).Parse();

    private JqArguments Parse()
    {
        var optionsEnded = false;
        while (_at < words.Length)
        {
            var word = words[_at++];
            if (word == "--" && !optionsEnded)
            {
                optionsEnded = true;
            }
            else if (optionsEnded || word.Length < 2 || word[0] != '-')
            {
                TakePlain(word);
            }
            else if (word.StartsWith("--", StringComparison.Ordinal))
            {
                TakeLong(word);
            }
            else
            {
                TakeShort(word);
            }
        }

        return _arguments with { Named = _named, Positional = _positional, Files = _files };
    }

    private void TakePlain(string word)
    {
        if (_arguments.Program is null)
        {
            _arguments = _arguments with { Program = word };
        }
        else if (_readPositional is not null)
        {
            _positional.Add(_readPositional(word));
        }
        else
        {
            _files.Add(word);
        }
    }

    private void TakeShort(string word)
    {
        foreach (var letter in word[1..])
        {
            _arguments = letter switch
            {
                'n' => _arguments with { NullInput = true },
                'R' => _arguments with { RawInput = true },
                's' => _arguments with { Slurp = true },
                'c' => _arguments with { Format = _arguments.Format with { Indent = null } },
                'r' => _arguments with { RawOutput = true },
                'j' => _arguments with { RawOutput = true, Terminator = "" },
                'a' => _arguments with { Format = _arguments.Format with { AsciiOnly = true } },
                'S' => _arguments with { Format = _arguments.Format with { SortKeys = true } },
                'M' => _arguments,
                'f' => _arguments with { ProgramIsFile = true },
                'e' => _arguments with { ExitStatus = true },
                'h' => _arguments with { Help = true },
                'V' => _arguments with { Version = true },
                'L' => throw new JqUsageException("jq: -L: this jq loads no modules"),
                'C' => throw new JqUsageException("jq: -C: this jq has no colors"),
                _ => throw new JqUsageException($"jq: Unknown option -{letter}"),
            };
        }
    }

    private void TakeLong(string word)
    {
        var letter = JqUsage.Letter(word);
        if (letter is not null)
        {
            TakeShort($"-{letter}");
            return;
        }

        switch (word)
        {
            case "--arg":
                TakeNamed(word, JqValue.FromString);
                break;
            case "--argjson":
                TakeNamed(word, value => Json(word, value));
                break;
            case "--slurpfile":
                TakeNamed(word, static path => JqValue.FromArray(Values(JqFile.Read(path))));
                break;
            case "--rawfile":
                TakeNamed(word, static path => JqValue.FromString(Encoding.UTF8.GetString(JqFile.Read(path))));
                break;
            case "--args":
                _readPositional = JqValue.FromString;
                break;
            case "--jsonargs":
                _readPositional = value => Json(word, value);
                break;
            default:
                TakeForm(word);
                break;
        }
    }

    private void TakeForm(string word) => _arguments = word switch
    {
        "--tab" => _arguments with { Format = _arguments.Format with { Indent = "\t" } },
        "--indent" => _arguments with { Format = _arguments.Format with { Indent = Indent(Next(word)) } },
        "--raw-output0" => _arguments with { RawOutput = true, Terminator = "\0" },
        "--seq" => _arguments with { Sequence = true },
        "--stream" => _arguments with { Stream = true },
        "--unbuffered" => _arguments,
        "--mapping-limits" => _arguments with { Budget = JqBudget.Mapping },
        "--no-limits" => _arguments with { Budget = JqBudget.Unlimited },
        "--run-tests" => _arguments with { Tests = _at < words.Length ? words[_at++] : "" },
        _ => throw new JqUsageException($"jq: Unknown option {word}"),
    };

    private void TakeNamed(string option, Func<string, JqValue> read)
    {
        if (_at + 1 >= words.Length)
        {
            throw new JqUsageException($"jq: {option} takes two parameters (e.g. {option} name {(option is "--arg" or "--argjson" ? "value" : "filename")})");
        }

        var name = words[_at++];
        var value = words[_at++];

        // As in jq, of two values with one name the first counts.
        _named.TryAdd(name, read(value));
    }

    private string Next(string option) =>
        _at < words.Length ? words[_at++] : throw new JqUsageException($"jq: {option} takes one parameter");

    private static string Indent(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MaxIndent
            ? new string(' ', count)
            : throw new JqUsageException($"jq: --indent takes a number between 0 and {MaxIndent}");

    private static JqValue Json(string option, string text)
    {
        try
        {
            return JqValue.Parse(text);
        }
        catch (JqParseException)
        {
            throw new JqUsageException($"jq: invalid JSON text passed to {option}");
        }
    }

    private static IEnumerable<JqValue> Values(byte[] json)
    {
        var reader = new JqSequenceReader(json);
        while (reader.TryRead(out var value))
        {
            yield return value;
        }
    }
}
