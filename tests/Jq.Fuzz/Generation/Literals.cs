namespace Pipeline.Jq.Fuzz.Generation;

/// <summary>Constants in a program's text.</summary>
internal sealed class Literals(Dice dice)
{
    private static readonly string[] Numbers =
    [
        "0", "1", "2", "3", "10", "-1", "0.5", "1.5", "-1.5", "2.5", "100", "1e3", "1E-2", "1.10", "1.000", "100000000000000000000",
        "9007199254740993", "-9007199254740993", "0.1", "1e1000", "-1e1000", "1e-400", "123456789012", "1425599507", "-0", "0.0",
        "3.14159", "1e17", "1e16", "123456789.123456789123", "5e-324", "1.7976931348623157e308", "4294967296", "2147483648", ".5", "5.",
        "nan", "infinite", "0x1", "1e+5", "00012", "1.0e2", "9223372036854775807", "9223372036854775808", "65", "256", "-7", "7",
    ];

    private static readonly string[] Strings =
    [
        "", "a", "b", "abc", "ABC", "a,b, c", "aXbxc", " a b ", "foo bar", "äöü", "ß", "a😀b", "😀", "日本語", "1", "-2.5", "1e3", "nan",
        "null", "true", "false", "[1,2]", "{\\\"a\\\":1}", "a\\nb", "a\\tb", "\\u0000", "\\\"", "\\\\", "<&'\\\">", "aaa", "abab", ", ", ",",
        "é", "e\\u0301", "\\ufeff", "\\u00a0x", "2015-03-05T23:51:47Z", "%Y-%m-%d", "a%20b", "%e4%f6", "%C3%A4", "aGVsbG8=", "aGVsbG8",
        "!!", "MFRGG===", "MFRGG", "x'y", "key", "name", "\\ud83d", "a.b.c", "10:20", "arn:aws:s3:::bucket/key", "\\u2028", "\\u007f",
        "[", "{", "1 2", "tru", "'", "\\r\\n", "a b  c", "İ", "ſ", "K", "Σς", "ǆ",
    ];

    public string Make(char kind) => kind switch
    {
        'N' => dice.Pick(Numbers),
        'S' => $"\"{dice.Pick(Strings)}\"",
        'B' => dice.Pick(["true", "false", "null", "true", "false"]),
        'A' => Array(),
        'O' => Object(),
        'P' => dice.Pick([".", ".a", ".[0]"]),
        _ => dice.Below(7) switch
        {
            0 => "null",
            1 => Make('B'),
            2 or 3 => Make('N'),
            4 => Make('S'),
            5 => Array(),
            _ => Object(),
        },
    };

    private string Array()
    {
        var items = new string[dice.Below(4)];
        var mixed = dice.Chance(0.4);
        var kind = dice.Pick("NSNSAOB");
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Make(mixed ? 'X' : kind);
        }

        return $"[{string.Join(",", items)}]";
    }

    private string Object()
    {
        var entries = new string[dice.Below(3)];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = $"{dice.Pick(["a", "b", "c", "Key", "name", "\"x y\"", "\"\"", "\"ä\"", "key", "value"])}:{Make(dice.Pick("NSXB"))}";
        }

        return $"{{{string.Join(",", entries)}}}";
    }
}
