namespace Pipeline.Jq.Compilation;

/// <summary>The variables that one activation of a function will need.</summary>
internal sealed class Activation(int level)
{
    public int Level => level;

    public int Variables { get; private set; }

    public int NewSlot() => Variables++;
}
