namespace Pipeline.ServiceDefaults.Known;

/// <summary>Variables that are read about together.</summary>
public sealed record KnownSettingSection(string Title, string Introduction, IReadOnlyList<KnownSetting> Settings);
