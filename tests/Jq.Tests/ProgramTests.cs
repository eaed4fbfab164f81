using Microsoft.Extensions.Time.Testing;

namespace Pipeline.Jq.Tests;

public sealed class ProgramTests
{
    [Fact]
    public void TryFirst_ErrorAfterTheFirstOutput_IsNotReached()
    {
        var found = JqProgram.Compile(".a, error(\"never\")").TryFirst(JqValue.Parse("""{"a":1}"""), JqBudget.Mapping, out var value, out var error);

        Assert.True(found);
        Assert.Equal("1", value.ToJson());
        Assert.Null(error);
    }

    [Fact]
    public void TryFirst_NoOutput_IsFalseWithoutError()
    {
        Assert.False(JqProgram.Compile("empty").TryFirst(JqValue.Null, JqBudget.Mapping, out _, out var error));
        Assert.Null(error);
    }

    [Fact]
    public void TryFirst_RuntimeError_GivesMessageAndPayload()
    {
        Assert.False(JqProgram.Compile("{a: 1} | error").TryFirst(JqValue.Null, JqBudget.Mapping, out _, out var error));

        Assert.Equal("(not a string): {\"a\":1}", error?.Message);
        Assert.Equal("""{"a":1}""", error?.Value.ToJson());
        Assert.False(error?.IsBudget);
    }

    [Fact]
    public void TryFirst_ManyThreadsOneProgram_AllGetTheirOwnAnswer()
    {
        var program = JqProgram.Compile(". as $x | [range($x)] | map(. * $x) | add");

        Parallel.For(1, 500, i =>
        {
            Assert.True(program.TryFirst(JqValue.FromNumber(i), JqBudget.Mapping, out var value, out _));
            Assert.Equal((double)i * i * (i - 1) / 2, value.AsNumber());
        });
    }

    [Fact]
    public void Run_EndlessProgram_GivesAsManyOutputsAsAskedFor()
    {
        var outputs = JqProgram.Compile("repeat(1)").Run(JqValue.Null).Take(3).Select(value => value.ToJson());

        Assert.Equal(["1", "1", "1"], outputs);
    }

    [Fact]
    public void Run_ErrorAndLimit_ThrowWhenReached()
    {
        var failing = JqProgram.Compile("1, error(\"x\")").Run(JqValue.Null);
        var endless = JqProgram.Compile("def f: f; f").Run(JqValue.Null, new JqRunOptions { Budget = JqBudget.Mapping });

        Assert.Equal("1", failing.First().ToJson());
        Assert.Equal("x", Assert.Throws<JqRuntimeException>(() => failing.Count()).Payload.AsString());
        Assert.Equal("steps", Assert.Throws<JqBudgetException>(() => endless.Count()).Limit);
    }

    [Fact]
    public void Run_Inputs_ReadsTheRest()
    {
        var options = new JqRunOptions { Inputs = [JqValue.FromNumber(1), JqValue.FromNumber(2), JqValue.FromNumber(3)] };

        var outputs = JqProgram.Compile("[., input], [inputs], try input catch .").Run(JqValue.Null, options).Select(value => value.ToJson());

        Assert.Equal(["[null,1]", "[2,3]", "\"break\""], outputs);
    }

    [Fact]
    public void Execute_Debug_TellsTheHostAndPassesTheValueOn()
    {
        var told = new List<string>();
        var options = new JqRunOptions { Messages = (kind, value) => told.Add($"{kind} {value}") };

        JqProgram.Compile("1 | debug | debug(\"x\") | stderr").Execute(JqValue.Null, options, _ => true, TestContext.Current.CancellationToken);

        Assert.Equal(["DEBUG 1", "DEBUG \"x\"", "STDERR 1"], told);
    }

    [Fact]
    public void Compile_Variables_AreGlobalAndMayBeShadowed()
    {
        var options = new JqCompileOptions { Variables = new Dictionary<string, JqValue> { ["name"] = JqValue.FromString("x") } };

        Assert.Equal("\"x\" 1 \"x\"", Jq.Run("$name, (1 as $name | $name), (def f: $name; f)", options: options));
    }

    [Fact]
    public void Compile_NothingPassedIn_SeesNothingOfTheWorld()
    {
        Assert.Equal("{} {} null", Jq.Run("env, $ENV, input_filename"));
        Assert.Contains("Clock", Jq.Run("now"), StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_EnvironmentAndClock_AreSeenWhenPassedIn()
    {
        var options = new JqCompileOptions
        {
            Environment = new Dictionary<string, string> { ["HOME"] = "/home/x" },
            Clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddSeconds(1.5)),
        };

        Assert.Equal("\"/home/x\" \"/home/x\" 1.5", Jq.Run("$ENV.HOME, env.HOME, now", options: options));
    }

    [Fact]
    public void Execute_Halt_EndsWithItsExitCode()
    {
        var error = JqProgram.Compile("1, (\"bye\" | halt_error(3)), 2")
            .Execute(JqValue.Null, new JqRunOptions(), _ => true, TestContext.Current.CancellationToken);

        Assert.Equal(3, error?.ExitCode);
        Assert.Equal("bye", error?.Value.AsString());
    }

    [Fact]
    public void Run_ArgumentEnteredAgainBeforeItEnds_KeepsItsOwnVariables()
    {
        // The argument of recurse binds $x, gives an output, and is entered again before it goes on.
        Assert.Equal("[0,1,2,3,3,2,3]", Jq.Run("[0 | recurse(if . < 3 then . as $x | ($x + 1, $x + 2) | select(. <= 3) else empty end)]"));
    }
}
