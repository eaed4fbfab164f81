using Pipeline.Jq.Fuzz.Differential;
using Pipeline.Jq.Fuzz.Oracle;

namespace Pipeline.Jq.Tests;

/// <summary>
/// Generated programs and inputs, compared with jq 1.8.2 itself: outputs, messages and exit code. The long form is
/// <c>dotnet run --project tests/Jq.Fuzz -c Release -- differential --seed N --pairs 200000</c>.
/// </summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const int Pairs = 4_000;

    [Fact]
    public async Task Execute_GeneratedProgram_GivesWhatJqGives()
    {
        using var oracle = JqOracle.TryStart(out var reason);
        Assert.SkipWhen(oracle is null, $"jq cannot be had: {reason}");

        var run = new DifferentialRun(oracle);
        foreach (var generated in CaseGenerator.From(seed: 20261125).TakeWhile(_ => run.Total < Pairs))
        {
            await run.AddAsync(generated);
        }

        output.WriteLine($"{oracle.Version}: {run.Same} the same, {run.Listed.Values.Sum()} listed, {run.LeftOut} left out");
        Assert.Empty(run.Differences.Select(difference => difference.ToString()));
        Assert.True(run.Same > Pairs * 9 / 10, $"Only {run.Same} pairs were the same.");
    }

    [Fact]
    public void Execute_RecordedProgram_GivesWhatJqGave()
    {
        var pairs = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Differential", "cases.jsonl")).Select(RecordedPair.Parse).ToList();

        Assert.Empty(pairs.Select(pair => pair.Check()?.ToString()).OfType<string>());
        Assert.True(pairs.Count > 1000, "The recorded cases are missing.");
    }

    [Fact]
    public void From_SameSeed_GivesTheSameCases() =>
        Assert.Equal(
            CaseGenerator.From(7).Take(50).Select(generated => $"{generated.Program} {string.Join(' ', generated.Inputs)}"),
            CaseGenerator.From(7).Take(50).Select(generated => $"{generated.Program} {string.Join(' ', generated.Inputs)}"));
}
