namespace Pipeline.ServiceDefaults;

/// <summary>The configuration cannot be started with. Carries every error at once; a command exits with 64.</summary>
public sealed class SettingsException(IReadOnlyList<SettingError> errors, IReadOnlyList<SettingWarning> warnings)
    : Exception(string.Join(Environment.NewLine, errors))
{
    /// <summary>All errors: JSON that could not be read, then the settings themselves.</summary>
    public IReadOnlyList<SettingError> Errors { get; } = errors;

    /// <summary>All warnings: a misspelt name here often explains a missing one there.</summary>
    public IReadOnlyList<SettingWarning> Warnings { get; } = warnings;
}
