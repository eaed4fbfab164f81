namespace Pipeline.Jq.Fuzz.Generation;

/// <summary>Writes JSON documents of a kind, with the numbers and strings that make trouble.</summary>
internal sealed class InputGenerator(Dice dice)
{
    private static readonly string[] Numbers =
    [
        "0", "1", "2", "-1", "3.5", "-2.75", "10", "100", "0.1", "-0", "1.0", "1.50", "1e2", "1E+2", "1e1000", "-1e1000", "1e-1000",
        "100000000000000000000", "9007199254740993", "0.1000", "1425599507", "-62135596800", "1e18", "253402300799", "5e-324", "nan", "NaN", "-nan",
        "123456789.987654321", "1.7976931348623159e308", "65", "0.30000000000000004", "17179869184", "1e15", "1e17", "0e10", "-0.0",
    ];

    private static readonly string[] Strings =
    [
        "", "a", "b", "abc", "aBc", "a,b, c", "foo bar foo", "xyz", " trim me ", "12", "-3.5", "nan", "äöü ß", "a😀b😂", "☆", "日本", "aXbxc",
        "2015-03-05T23:51:47Z", "aGVsbG8=", "[1,[2]]", "{\\\"a\\\":1}", "a\\u0000b", "\\u001f\\u007f", "\\ud83d\\ude00", "\\ud83d", "\\ude00x", "<a href='x'>&",
        "line\\nline2\\n", "\\t", "arn:aws:iam::123456789012:role/x", "k=v,k2=v2", "100%", "a%20b%zz", "ab-12", "2024-01", "\\\"quoted\\\"", "c:\\\\dir",
        "aaaa", "abcabc", "aabbcc", "abba ab", "ab\\nab\\n", "aab", "cab,bac", "xAxBx", "1ab22b", "boof FOO", "äaÄA", "ssß ẞ", "ab😀ab", "ABC", "true", "null", "1 2", "\\u00e9", "e\\u0301", "\\u2003x\\u2003", "\\u0085", "Straße", "ﬀ",
    ];

    private static readonly string[] Keys = ["a", "b", "c", "Key", "Value", "name", "key", "value", "k", "v", "ä", "", "x y", "if", "Name", "\\u0000"];

    private static readonly string[] Curiosities =
    [
        "[[1,2],[3,4]]", "[1,1,2,2,1]", "[[0],[1],[0,1]]", "[{\"Key\":\"x\",\"Value\":\"y\"},{\"Key\":\"n\",\"Value\":\"z\"}]", "{\"a\":{\"b\":{\"c\":1}}}",
        "[{\"a\":1,\"b\":2},{\"a\":3,\"b\":1},{\"a\":1}]", "[[[0],1],[[1,0],2],[[1,0]],[[1]]]", "{\"a\":[1,2,{\"b\":3}]}", "[null,true,false,0,\"\",[],{}]",
        "[3,1,2]", "[\"b\",\"a\",\"C\"]", "[{\"name\":\"p\",\"value\":5}]", "[2015,2,5,23,51,47,4,63]", "[2015,2,5]", "[1,[2,[3,[4]]]]", "[[],[[]],{}]",
        "{\"a\":1,\"a\":2}", "[0,-0,nan]", "[nan,1,nan]", "{\"b\":2,\"a\":1,\"c\":[3]}", "[97,228,128512]", "[\"a\",1,null,true]", "[[\"a\",1],[\"b\",2]]",
        "[{\"k\":\"a\",\"v\":1}]", "[1.5,1.50,1.500]", "{\"if\":1,\"and\":2}",
    ];

    public string Make(char kind) => kind switch
    {
        'N' => dice.Pick(Numbers),
        'S' => $"\"{(dice.Chance(0.85) ? dice.Pick(Strings) : dice.Pick(Strings) + dice.Pick(Strings))}\"",
        'B' => dice.Pick(["true", "false", "null"]),
        'A' => Array(2),
        'O' => Object(2),
        _ => dice.Chance(0.2) ? dice.Pick(Curiosities) : Make(dice.Pick("NSBAO")),
    };

    private string Value(int depth) => dice.Below(depth > 0 ? 9 : 6) switch
    {
        0 => "null",
        1 => dice.Pick(["true", "false"]),
        2 or 3 => Make('N'),
        4 or 5 => Make('S'),
        6 or 7 => Array(depth - 1),
        _ => Object(depth - 1),
    };

    private string Array(int depth)
    {
        if (depth == 2 && dice.Chance(0.2))
        {
            return dice.Pick([.. Curiosities.Where(static text => text[0] == '[')]);
        }

        var same = dice.Pick("NSNSAOX");
        var items = new string[dice.Below(5)];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = depth == 0 || same is 'N' or 'S' ? Make(same is 'S' ? 'S' : 'N') : Value(depth);
        }

        return $"[{string.Join(dice.Chance(0.9) ? "," : " ,\t", items)}]";
    }

    private string Object(int depth)
    {
        if (depth == 2 && dice.Chance(0.2))
        {
            return dice.Pick([.. Curiosities.Where(static text => text[0] == '{')]);
        }

        var entries = new string[dice.Below(4)];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = $"\"{(dice.Chance(0.6) ? dice.Pick(["a", "b", "c"]) : dice.Pick(Keys))}\":{Value(depth)}";
        }

        return $"{{{string.Join(",", entries)}}}";
    }
}
