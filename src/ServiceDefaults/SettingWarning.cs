namespace Pipeline.ServiceDefaults;

/// <summary>A setting that does not do what its author may expect: which variable, why and what to do. Holds no secret.</summary>
public sealed record SettingWarning(string Variable, string Problem, string Fix)
{
    /// <summary>One line for a terminal or a log.</summary>
    public override string ToString() => $"{Variable}: {Problem}. {Fix}.";
}
