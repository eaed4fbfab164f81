namespace Pipeline.Jq.Tests;

public sealed class BudgetTests
{
    [Theory]
    [InlineData("def f: f; f", "steps")]
    [InlineData("[range(1e12)]", "steps")]
    [InlineData("last(repeat(.))", "steps")]
    [InlineData("[limit(1e9; repeat(1))]", "steps")]
    [InlineData("reduce range(1e9) as $i (0; . + 1)", "steps")]
    [InlineData("[[range(100)] | combinations(4)]", "steps")]
    [InlineData("def f(x): x | f(x + 1); 1 | f(.)", "steps")]
    [InlineData("def f: 1 + f; f", "depth")]
    [InlineData("def f: [f]; f", "depth")]
    [InlineData("def f: (., 1) | f; first(f)", "depth")]
    [InlineData("\"x\" * 1e9", "memory")]
    [InlineData("def f: . + .; \"x\" | until(false; f)", "memory")]
    [InlineData("[1] | until(false; . + .)", "memory")]
    [InlineData("\"x\" * 1e7 | [., .]", "output")]
    [InlineData("reduce range(30) as $i ([]; [., .]) | tojson", "steps")]
    [InlineData("reduce range(30) as $i ([]; [., .])", "output")]
    [InlineData("\"\\(\"a\" * 60)b\" | test(\"^(?=(a+)+$)\")", "steps")]
    public void TryFirst_ProgramBeyondALimit_NamesTheLimit(string program, string limit)
    {
        var found = JqProgram.Compile(program).TryFirst(JqValue.Null, JqBudget.Mapping, out _, out var error);

        Assert.False(found);
        Assert.True(error?.IsBudget, error?.Message);
        Assert.Equal(limit, error!.Limit);
        Assert.Contains(limit, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryFirst_LimitExceededInsideTry_IsNotCaught()
    {
        JqProgram.Compile("try (def f: f; f) catch 1").TryFirst(JqValue.Null, JqBudget.Mapping, out _, out var error);

        Assert.Equal("steps", error?.Limit);
        Assert.Equal("jq budget exceeded: steps (limit 1000000 steps)", error?.Message);
    }

    [Fact]
    public void TryFirst_SameProgramTwice_EndsAtTheSameStep()
    {
        var program = JqProgram.Compile("[.[] | select(. % 3 == 0)] | group_by(. % 7) | map(add)");
        var input = JqValue.Parse("[1,2,3,4,5,6,7,8,9,10,11,12]");
        var needed = SmallestBudget(program, input);

        Assert.Equal(needed, SmallestBudget(program, input));
        Assert.InRange(needed, 10, 1000);
    }

    [Fact]
    public void Execute_Cancelled_StopsSoon()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        var error = JqProgram.Compile("last(repeat(1))").Execute(JqValue.Null, new JqRunOptions(), _ => true, source.Token);

        Assert.Equal("cancelled", error?.Limit);
    }

    [Theory]
    [InlineData("def f: if . >= 100000 then . else . + 1 | f end; 0 | f", "100000")]
    [InlineData("def f($n): if $n == 0 then \"done\" else f($n - 1) end; f(100000)", "\"done\"")]
    [InlineData("last(0 | recurse(if . < 100000 then . + 1 else empty end))", "100000")]
    [InlineData("0 | until(. >= 100000; . + 1)", "100000")]
    [InlineData("reduce range(9000) as $i ([]; [.]) | [recurse] | length", "9001")]
    [InlineData("def count: if . == 0 then 0 else (. - 1 | count) + 1 end; 9000 | count", "9000")]
    public void Run_DeepRecursion_NeedsNoMachineStack(string program, string expected) =>
        Assert.Equal(expected, Jq.Run(program));

    [Theory]
    [InlineData("[range(100000)] | .[] += 1 | add", "5000050000")]
    [InlineData("reduce range(50000) as $i ({}; .[$i | tostring] = $i) | length", "50000")]
    [InlineData("reduce range(50000) as $i ([]; . + [$i]) | length", "50000")]
    [InlineData("[range(50000) | tostring] | add | length", "238890")]
    public void Run_BuildingStepByStep_TakesLinearTime(string program, string expected) =>
        Assert.Equal(expected, Jq.Run(program));

    [Fact]
    public void Parse_NestedTenThousandDeep_IsReadAndDeeperIsRefused()
    {
        var deepest = new string('[', 10_000) + new string(']', 10_000);

        Assert.Equal(deepest, JqValue.Parse(deepest).ToJson());
        Assert.Throws<JqParseException>(() => JqValue.Parse($"[{deepest}]"));
    }

    [Fact]
    public void Compile_NestedDeeply_IsAnErrorAndNoCrash()
    {
        var exception = Assert.Throws<JqCompileException>(() => JqProgram.Compile(new string('[', 100_000) + "1" + new string(']', 100_000)));

        Assert.Contains("nested too deeply", exception.Message, StringComparison.Ordinal);
    }

    private static long SmallestBudget(JqProgram program, JqValue input)
    {
        var steps = 1L;
        while (!program.TryFirst(input, JqBudget.Mapping with { Steps = steps }, out _, out _))
        {
            steps++;
        }

        return steps;
    }
}
