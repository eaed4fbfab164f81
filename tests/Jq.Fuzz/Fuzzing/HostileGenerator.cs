using Pipeline.Jq.Fuzz.Generation;

namespace Pipeline.Jq.Fuzz.Fuzzing;

/// <summary>Programs that loop, recurse, grow or are no programs; documents that are deep, long or broken.</summary>
internal sealed class HostileGenerator
{
    private static readonly string[] Bombs =
    [
        "def f: f; f", "def f: 1 + f; f", "def f: [f]; f", "def f: f | f; f", "def f(g): f(g | g); f(.)", "def f: (f, f); f", "def f: .a |= f; f", "def f: path(f); f",
        "[range(1e12)]", "last(range(1e12))", "range(infinite)", "repeat(.)", "[repeat(.)]", "[limit(1e9; repeat(1))]", "last(repeat(.))", "until(false; .)", "while(true; .)",
        "recurse", "[recurse([.])]", "last(recurse(.))", "[.[]?, .] | recurse", "\"x\" * 1e9", "\"x\" * 1e5 * 1e5", "until(false; . + .)", "[.] | until(false; . + .)",
        "reduce range(1e9) as $i (.; [., .])", "reduce range(1e6) as $i (.; [.])", "reduce range(1e9) as $i ({}; .[$i | tostring] = 1)", "setpath([536870910]; 1)", "setpath([1e9]; 1)", ".[536870911] = 1",
        "[range(1e5)] | combinations(3)", "[[range(100)] | combinations(9)]", "[range(1e5)] | implode", "[range(1e5)] | tojson | fromjson | tojson", "[range(1e5)] | map(tostring) | join(\",\")",
        "\"a\" * 1e5 | gsub(\"a\"; \"bb\")", "\"a\" * 1e5 | gsub(\"\"; \"b\")", "\"a\" * 1e6 | explode | implode", "\"a,\" * 1e6 | split(\",\")", "[\"a,\" * 1e5 | splits(\",\")]", "\"a\" * 40 | test(\"^(a+)+$b\")",
        "\"a\" * 60 + \"b\" | test(\"^(?=(a+)+$)\")", "\"a\" * 1e5 | [match(\"(a|a)*b\"; \"g\")]", "\"a\" * 1e5 | test(\"(.*)(.*)(.*)(.*)x\")", "\"(\" * 1e4 | test(.)", "\"(a\" * 400 + \")\" * 400 | . as $r | \"a\" | test($r)",
        "\"[\" * 1e5 | fromjson", "\"[\" * 9000 + \"]\" * 9000 | fromjson", "[limit(1e5; repeat(1))] | sort | group_by(.) | unique", ". as $d | [range(1e5) | $d] | sort", ". as $d | [range(3e5) | $d] | unique_by(.)",
        "[range(1e5)] | . as $a | any($a[]; . == -1)", "[range(2e4)] | contains([range(2e4)])", "[range(2e4)] | index([1, 2])", "[range(1e4)] - [range(1e4)]", "[range(1e5)] | to_entries | from_entries",
        "reduce range(1e4) as $i (1; [.]) | flatten", "reduce range(9e3) as $i (1; [.]) | tojson | fromjson | [paths] | length", "reduce range(9e3) as $i (1; {a: .}) | walk(.)", "reduce range(9e3) as $i (1; [.]) | . == .", "[reduce range(9e3) as $i (1; [.])] | sort",
        "[range(1e5)] | del(.[])", "[range(1e5)] | del(.[range(0; 1e5; 2)])", "[range(1e5)] | .[] |= empty", "[range(1e5)] | to_entries | map(.value) | add", "{} | .[range(1e5) | tostring] = 1", "[range(1e4)] | transpose", "[[range(1e6)]] | transpose",
        "label $x | def f: f, break $x; f", "try repeat(error) catch .", "def f: try f catch f; f", "[.[]?] | .[0] = . | .[0] = . | tojson", "reduce range(30) as $i ([]; [., .]) | tojson", "reduce range(30) as $i (1; [., .]) | [..] | length", "reduce range(40) as $i ({}; {a: ., b: .}) | . == {}",
        "input", "[inputs]", "limit(5; repeat(input?))", "$__loc__ | tojson * 1e6", "@sh \"\\(\"'\" * 1e6)\"", "\"&\" * 1e6 | @html | @html | @html", "\"\\u0001\" * 1e6 | tojson | tojson | tojson", "\"%\" * 1e5 | strftime(.)", "0 | strftime(\"%c\" * 1e6)", "\"1\" * 1e6 | tonumber", "\"1\" * 1e6 | fromjson + 1",
        "1e1000 | tojson", "pow(2; 1e300) | . as $x | [range($x; $x + 10)]", "ltrimstr(\"a\" * 1e6)", "splits(\"\"; \"g\")", "env | tojson", "tostream", "[tostream] | fromstream(.[])", "getpath([range(1e4) | 0])", "[paths] | length", "getpath(\"a\" * 1e3 / \"\")",
    ];

    private readonly Dice _dice;
    private readonly ProgramGenerator _programs;
    private readonly InputGenerator _documents;

    public HostileGenerator(Dice dice)
    {
        _dice = dice;
        _programs = new ProgramGenerator(dice);
        _documents = new InputGenerator(dice);
    }

    public (string Program, string Input) Next()
    {
        var kind = _dice.Pick("NSAOXB");
        return (Program(kind), _dice.Chance(0.1) ? Odd() : _documents.Make(kind));
    }

    private string Program(char kind) => _dice.Below(20) switch
    {
        0 => _dice.Pick(Bombs),
        1 => $"({_dice.Pick(Bombs)}) | {_programs.Make('X', 3)}",
        2 => $"{_programs.Make(kind, 2)} | ({_dice.Pick(Bombs)})",
        3 => $"try ({_dice.Pick(Bombs)}) catch ({_programs.Make('S', 2)})",
        4 => $"first({_dice.Pick(Bombs)})",
        5 or 6 or 7 => Mutation.Of(_programs.Make(kind, 4), _dice),
        8 => Mutation.Of(Mutation.Of(_dice.Pick(Bombs), _dice), _dice),
        9 => Deep(),
        10 => Noise(),
        _ => _programs.Make(kind, 2 + _dice.Below(8)),
    };

    // Nested deeper than a parser can follow, or long without an end.
    private string Deep()
    {
        var times = 1 << _dice.Below(17);
        var (open, inner, close) = _dice.Pick<(string, string, string)>(
        [
            ("[", "1", "]"), ("(", "1", ")"), ("{a:", "1", "}"), ("-", " 1", ""), ("try ", "1", ""), ("1|", "1", ""), ("1,", "1", ""), ("1+", "1", ""), ("if 1 then ", "1", " end"), ("def f: ", "1", "; f"), (".[", "0", "]"), ("\"\\(", "1", ")\""),
            ("1 as $x|", "1", ""), ("reduce ", ".", " as $x (0;.)"), ("label $x|", "1", ""), (".a", "", ""), (".[]", "?", ""), ("", ".", "?"), ("1 as [", "$x", "]|1"), ("f(", "1", ")"), ("\"", "", ""), ("#", "", ""), ("..", "", ""), ("1//", "1", ""), (".a=", "1", ""), ("not|", ".", ""),
        ]);
        return string.Concat(Enumerable.Repeat(open, times)) + inner + string.Concat(Enumerable.Repeat(close, times));
    }

    private string Noise()
    {
        var units = new char[_dice.Below(60)];
        for (var i = 0; i < units.Length; i++)
        {
            units[i] = _dice.Chance(0.8) ? (char)_dice.Below(128) : (char)_dice.Below(0xFFFF);
        }

        return new string(units);
    }

    private string Odd()
    {
        var times = 1 << _dice.Below(15);
        return _dice.Below(5) switch
        {
            0 => new string('[', times) + new string(']', times),
            1 => string.Concat(Enumerable.Repeat("{\"a\":", times)) + "1" + new string('}', times),
            2 => $"[{string.Join(',', Enumerable.Range(0, times))}]",
            3 => $"\"{new string('a', times)}\"",
            _ => Mutation.OfJson(_documents.Make('X'), _dice),
        };
    }
}
