namespace Pipeline.Jq.Compilation;

/// <summary>The names in sight at a place of the program, innermost first.</summary>
internal sealed record Scope(Scope? Outer, Binding? Innermost, Activation Activation, bool IsArgument)
{
    public Scope With(Binding binding) => this with { Outer = this, Innermost = binding };

    /// <summary>The same names, for an expression that is passed unevaluated.</summary>
    public Scope AsArgument() => IsArgument ? this : this with { Outer = this, Innermost = null, IsArgument = true };

    /// <summary>The same names, seen from inside a function's body.</summary>
    public Scope Enter(Activation activation) => new(this, null, activation, false);

    public T? Find<T>(Func<T, bool> matches)
        where T : Binding
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.Innermost is T binding && matches(binding))
            {
                return binding;
            }
        }

        return null;
    }

    public int LevelsTo(int level) => Activation.Level - level;
}
