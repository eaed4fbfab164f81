using System.Diagnostics;

namespace Pipeline.Jq.Fuzz.Fuzzing;

/// <summary>Runs programs that would take a machine down, in one process, and shows that it is well afterwards.</summary>
internal static class BombRun
{
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(10);

    // A program, and the limit that is to end it; null for those that end by themselves, with an error or without.
    private static readonly (string Program, string? Limit)[] Bombs =
    [
        ("def f: f; f", "steps"), ("[range(1e12)]", "steps"), ("last(range(1e12))", "steps"), ("last(repeat(.))", "steps"), ("[limit(1e9; repeat(1))]", "steps"),
        ("\"x\" * 1e9", "memory"), ("\"x\" | until(false; . + .)", "memory"), ("[1] | until(false; . + .)", "memory"), ("def f: 1 + f; f", "depth"), ("def f: [f]; f", "depth"),
        ("reduce range(10000) as $i (1; [.]) | flatten | length", "depth"), ("reduce range(9000) as $i (1; [.]) | [..] | length", null), ("\"[\" * 10001 | fromjson", null), ("reduce range(1e9) as $i (1; [.])", "steps"),
        ("\"a\" * 40 + \"b\" | test(\"^(a+)+$\")", "steps"), ("\"a\" * 60 + \"b\" | test(\"^(?=(a+)+$)\")", "steps"), ("\"a\" * 50000 | test(\"(.*)(.*)(.*)(.*)x\")", "steps"),
        ("[0, .] | .[536870911] = 1", "memory"), ("setpath([1e9]; 1)", null), ("[range(1e12)] | implode", "steps"), ("[limit(1e4; repeat(97))] | implode | until(false; . + .)", "memory"),
        ("until(false; tojson)", "steps"), ("\"a\" * 1e6 | until(false; gsub(\"a\"; \"aa\"))", "steps"), ("last(\"a,\" * 1e5 | repeat(.) | splits(\",\"))", "steps"), ("\"a,\" * 1e7 | split(\",\")", "memory"), ("\"&\" * 1e7 | @html | length", "memory"), ("(\"x\" * 1e6) as $s | [range(1e5) | $s] | join(\",\")", "memory"), ("(\"x\" * 1e6) as $s | [range(1e5) | $s] | @csv", "memory"), ("(\"x\" * 1e7) as $s | last(range(1e6) | $s | length)", "steps"), ("reduce range(40) as $i (1; [., .]) | error", null),
        ("[range(300000)] | . as $a | [range(300000) | $a] | sort", "steps"), ("[range(50000)] | contains([range(50000)])", "steps"), ("[range(20000)] - [range(20000; 40000)] | length", "steps"),
        ("[[range(100)] | combinations(9)]", "steps"), ("reduce range(40) as $i (1; [., .]) | tojson", "steps"), ("reduce range(30) as $i ([]; [., .]) | tojson", "steps"), ("reduce range(30) as $i ([]; [., .]) | @text \"\\(.)\"", "steps"), ("reduce range(30) as $i ([]; [., .])", "output"), ("reduce range(40) as $i (1; [., .]) | [..] | length", "steps"), ("try (def f: f; f) catch 1", "steps"),
        ("\"x\" * 1e7 | [., .]", "output"), ("recurse([., .]) | empty", "steps"), ("label $x | def f: f | break $x; f", "depth"), ("\"a\" * 1e6 | [match(\"\"; \"g\")] | length", "memory"),
    ];

    public static int Run()
    {
        var bad = 0;
        foreach (var (program, limit) in Bombs)
        {
            var started = Stopwatch.GetTimestamp();
            JqProgram.Compile(program).TryFirst(JqValue.Null, JqBudget.Mapping, out _, out var error);
            var taken = Stopwatch.GetElapsedTime(started);
            var isBad = error?.Limit != limit || taken > TooLong;
            bad += isBad ? 1 : 0;
            Console.WriteLine($"{(isBad ? "BAD " : "ok  ")} {taken.TotalMilliseconds,6:F0} ms  {Short(error?.Message ?? "no error")}  {program}");
        }

        JqProgram.Compile("[.[] * 2] | add").TryFirst(JqValue.Parse("[1,2,3]"), JqBudget.Mapping, out var sum, out _);
        bad += sum == JqValue.FromNumber(12) ? 0 : 1;
        Console.WriteLine($"{Bombs.Length} bombs, {bad} bad; {Process.GetCurrentProcess().PeakWorkingSet64 / 1024 / 1024} MB at most");
        return bad == 0 ? 0 : 1;
    }

    private static string Short(string message) => message.Length <= 80 ? message : message[..80] + "…";
}
