namespace Pipeline.Jq.Fuzz.Generation;

/// <summary>The variables, functions and labels that a place of the program may use.</summary>
internal sealed record Names(Names? Outer, string? Name)
{
    public static Names None { get; } = new(null, null);

    public Names With(string name) => new(this, name);

    /// <summary>The names that begin like this (<c>$</c> variables, <c>f</c> functions, <c>*</c> labels), the latest first.</summary>
    public List<string> StartingWith(char sign)
    {
        var found = new List<string>();
        for (var names = this; names?.Name is not null; names = names.Outer)
        {
            if (names.Name[0] == sign)
            {
                found.Add(names.Name);
            }
        }

        return found;
    }
}
