namespace Pipeline.ServiceDefaults.Known;

/// <summary>One environment variable: a row of docs/configuration.md, and what its reader goes by.</summary>
/// <param name="Name">The variable in upper case. Names are read in any case.</param>
/// <param name="Default">What counts when the variable is not set, as it would be written; null for nothing.</param>
/// <param name="Meaning">What it does, with its unit.</param>
/// <param name="Status">Whether it is obeyed.</param>
/// <param name="Note">How it differs, or what to do instead of setting it; a sentence without its full stop.</param>
public sealed record KnownSetting(
    string Name, string? Default, string Meaning, SettingStatus Status = SettingStatus.Works, string? Note = null)
{
    /// <summary>The least number it takes; null when it is not a number or has no bound.</summary>
    public long? Minimum { get; init; }

    /// <summary>The greatest number it takes; null when it is not a number or has no bound.</summary>
    public long? Maximum { get; init; }

    /// <summary>Whether its value is never to be shown.</summary>
    public bool Sensitive { get; init; }

    /// <summary>Whether the default is described rather than written, because it depends on something else.</summary>
    public bool DefaultIsDescribed { get; init; }

    /// <summary>Whether the runtime or the AWS client reads it, and <see cref="SettingsReader"/> does not.</summary>
    public bool ReadElsewhere { get; init; }

    internal bool IsObeyed => Status is SettingStatus.Works or SettingStatus.Differs;
}
