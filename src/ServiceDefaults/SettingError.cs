namespace Pipeline.ServiceDefaults;

/// <summary>A setting that stops the start: which variable, what is wrong with it and what to do. Holds no secret.</summary>
public sealed record SettingError(string Variable, string Problem, string Fix)
{
    /// <summary>One line for a terminal.</summary>
    public override string ToString() => $"{Variable}: {Problem}. {Fix}.";
}
