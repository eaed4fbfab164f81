using Pipeline.Jq.Fuzz.Oracle;

namespace Pipeline.Jq.Fuzz.Differential;

/// <summary>Runs generated cases through jq and this engine, and keeps what differs.</summary>
internal sealed class DifferentialRun(JqOracle oracle)
{
    /// <summary>Pairs of a program and an input on which both agree.</summary>
    public int Same { get; private set; }

    /// <summary>Pairs that were left out, because they need more than the budget or broke jq down.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Pairs that differ in a way that <c>disagreements.txt</c> gives the reason of, by that reason.</summary>
    public SortedDictionary<string, int> Listed { get; } = new(StringComparer.Ordinal);

    /// <summary>Pairs that differ without a reason.</summary>
    public List<Difference> Differences { get; } = [];

    public int Total => Same + LeftOut + Listed.Values.Sum() + Differences.Count;

    public async Task AddAsync(Case generated)
    {
        var usable = generated.Inputs.Where(input => OurJq.Ask(generated.Program, [input]).Crash is null).ToArray();
        LeftOut += generated.Inputs.Count - usable.Length;
        if (usable.Length == 0)
        {
            return;
        }

        if (await CompareAsync(generated with { Inputs = usable }) is null)
        {
            Same += usable.Length;
            return;
        }

        // One input after the other, to have the pair that differs.
        foreach (var input in usable)
        {
            await AddPairAsync(generated with { Inputs = [input] });
        }
    }

    private async Task AddPairAsync(Case pair)
    {
        switch (await CompareAsync(pair))
        {
            case null:
                Same++;
                break;
            case { Expected.Crash: not null } or { Actual.Crash: not null }:
                LeftOut++;
                break;
            case var difference when Disagreements.ReasonFor(difference) is { } reason:
                Listed[reason] = Listed.GetValueOrDefault(reason) + 1;
                break;
            case var difference:
                Differences.Add(difference);
                break;
        }
    }

    private async Task<Difference?> CompareAsync(Case pair)
    {
        var actual = OurJq.Ask(pair.Program, pair.Inputs);
        var expected = await oracle.AskAsync(pair.Program, string.Join('\n', pair.Inputs));
        return actual.Crash is null && expected.Crash is null && Comparison.AreSame(expected, actual) ? null : new(pair, expected, actual);
    }
}
