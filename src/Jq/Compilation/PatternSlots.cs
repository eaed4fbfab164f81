namespace Pipeline.Jq.Compilation;

/// <summary>
/// Where the variables of a pattern are kept. Of a name that a pattern has twice, the body sees the first that is
/// bound; alternatives share one place for each name, so that there it is the last.
/// </summary>
internal sealed class PatternSlots(Activation activation, bool areShared)
{
    private readonly Dictionary<string, int> _declared = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly List<int> _all = [];

    /// <summary>All places, those that nobody sees included.</summary>
    public int[] All => [.. _all];

    public int Declare(string name) => _declared[name] = Add();

    public int Take(string name) => areShared || _taken.Add(name) ? _declared[name] : Add();

    private int Add()
    {
        _all.Add(activation.NewSlot());
        return _all[^1];
    }
}
