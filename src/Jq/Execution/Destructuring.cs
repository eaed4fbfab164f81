namespace Pipeline.Jq.Execution;

/// <summary>What stands after <c>as</c>: binds a value, once for each way the pattern fits it.</summary>
/// <param name="patterns">The alternatives of <c>?//</c>, tried in order.</param>
/// <param name="slots">All variables of all alternatives.</param>
/// <param name="restores">
/// Whether the variables get their old values back. Needed inside arguments, which a callee may enter again
/// while an earlier entry waits for its next output.
/// </param>
internal sealed class Destructuring(Matcher[] patterns, int[] slots, bool restores)
{
    /// <summary>The slot of a pattern that is one variable; null for all others.</summary>
    public int? OnlyVariable { get; } = patterns is [VariableMatcher] ? slots[0] : null;

    public bool Restores => restores;

    /// <summary>Tells the sink each time that the variables are bound.</summary>
    public Flow Match(Machine machine, Frame frame, JqValue value, Trail? path, Sink matched)
    {
        var outer = restores ? Array.ConvertAll(slots, slot => frame.Variables[slot]) : null;
        var flow = patterns.Length == 1
            ? patterns[0].Match(machine, frame, value, path, matched)
            : TryAlternatives(machine, frame, value, path, matched);
        for (var i = 0; outer is not null && i < slots.Length; i++)
        {
            frame.Variables[slots[i]] = outer[i];
        }

        return flow;
    }

    // Each alternative is tried when the one before raised an error or broke off: in its pattern, in what the sink ran or,
    // as jq goes back the same way from there too, in what comes after.
    private Flow TryAlternatives(Machine machine, Frame frame, JqValue value, Trail? path, Sink matched)
    {
        var flow = Flow.Done;
        for (var i = 0; i < patterns.Length; i++)
        {
            foreach (var slot in slots)
            {
                frame.Variables[slot] = default;
            }

            flow = patterns[i].Match(machine, frame, value, path, matched);
            if (flow is not (Flow.Error or Flow.Break))
            {
                break;
            }
        }

        return flow;
    }
}
