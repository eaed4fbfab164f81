namespace Pipeline.Jq.Compilation;

/// <summary>What a name stands for.</summary>
internal abstract record Binding(string Name)
{
    public sealed record Variable(string Name, int Level, int Slot) : Binding(Name);

    public sealed record Constant(string Name, JqValue Value) : Binding(Name);

    public sealed record Label(string Name, int Level, int Slot) : Binding(Name);

    public sealed record Parameter(string Name, int Level, int Index) : Binding(Name);

    public sealed record Function(string Name, int Arity, int Level, Definition Definition) : Binding(Name);
}
