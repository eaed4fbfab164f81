using System.Globalization;
using System.Text.Json;
using Pipeline.ServiceDefaults.Known;
using Pipeline.ServiceDefaults.Variables;

namespace Pipeline.ServiceDefaults.Reading;

/// <summary>Typed access to the environment by rows of the table. A fault is noted, and reading goes on with the default.</summary>
internal sealed class SettingValues(OceanEnvironment environment)
{
    private readonly HashSet<KnownSetting> _read = [];

    public List<SettingError> Errors { get; } = [.. environment.Errors];

    public List<SettingWarning> Warnings { get; } = [.. environment.Warnings];

    /// <summary>The rows that were asked for.</summary>
    public IReadOnlySet<KnownSetting> Read => _read;

    /// <summary>What was set; null when nothing was, and then a fault of the JSON that might hold it is reported on its own.</summary>
    public string? Given(KnownSetting setting)
    {
        _read.Add(setting);
        if (!environment.Values.TryGetValue(setting.Name.ToLowerInvariant(), out var value))
        {
            return null;
        }

        if (value.IsScalar)
        {
            return value.Text;
        }

        Fail(setting, "is a JSON array or object where one value is needed", "Give the value itself");
        return null;
    }

    /// <summary>What was set, as a list: a JSON array, or text; null when nothing was.</summary>
    public string? GivenArray(KnownSetting setting)
    {
        if (environment.Values.GetValueOrDefault(setting.Name.ToLowerInvariant()) is not { Kind: JsonValueKind.Array } list)
        {
            return Given(setting);
        }

        _read.Add(setting);
        return list.Text;
    }

    /// <summary>What was set, else the default.</summary>
    /// <exception cref="InvalidOperationException">The row has no default.</exception>
    public string Text(KnownSetting setting) =>
        Given(setting) ?? setting.Default ?? throw new InvalidOperationException($"{setting.Name} has no default.");

    public Secret? Secret(KnownSetting setting) => Given(setting) is { } text ? new Secret(text) : null;

    /// <summary>Every value that is not to be shown, whether or not anything reads it.</summary>
    public IEnumerable<Secret> Secrets(IEnumerable<KnownSetting> settings) => settings
        .Where(setting => setting.Sensitive)
        .Select(setting => environment.Values.GetValueOrDefault(setting.Name.ToLowerInvariant()))
        .OfType<EnvironmentValue>()
        .Select(value => new Secret(value.Text));

    /// <summary>A secret without which there is no start.</summary>
    public Secret RequiredSecret(KnownSetting setting, string fix)
    {
        if (Secret(setting) is { } secret)
        {
            return secret;
        }

        if (!Errors.Exists(error => Holds(error.Variable, setting)))
        {
            Fail(setting, "is required and not set", fix);
        }

        // Never used: an error stops the reader before the settings are handed out.
        return new Secret(Pipeline.ServiceDefaults.Secret.Mask);
    }

    public bool Flag(KnownSetting setting)
    {
        var text = Text(setting);
        if (FlagWords.TryRead(text, out var flag))
        {
            return flag;
        }

        Fail(setting, $"{Quote(text)} is neither true nor false", "Set true or false");
        return FlagWords.TryRead(setting.Default!, out flag) && flag;
    }

    public long Number(KnownSetting setting) => GivenNumber(setting) ?? long.Parse(setting.Default!, CultureInfo.InvariantCulture);

    /// <summary>A number without a default; null when it is not set.</summary>
    public long? GivenNumber(KnownSetting setting)
    {
        if (Given(setting) is not { } text)
        {
            return null;
        }

        // Helm writes a large whole number as 1.048576e+06.
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !decimal.IsInteger(number))
        {
            Fail(setting, $"{Quote(text)} is not a whole number", $"Set a whole number {Bounds(setting)}");
            return null;
        }

        if (number >= setting.Minimum && number <= setting.Maximum)
        {
            return (long)number;
        }

        Fail(setting, $"{Quote(text)} is out of range", $"Set a whole number {Bounds(setting)}");
        return null;
    }

    public TimeSpan Minutes(KnownSetting setting) => TimeSpan.FromMinutes(Number(setting));

    public TimeSpan Seconds(KnownSetting setting) => TimeSpan.FromSeconds(Number(setting));

    public void Fail(KnownSetting setting, string problem, string fix) =>
        Errors.Add(new(setting.Name, problem + Origin(setting), fix));

    public void Warn(KnownSetting setting, string problem, string fix) =>
        Warnings.Add(new(setting.Name, problem + Origin(setting), fix));

    /// <summary>A value in an error's text: cut short, and on one line.</summary>
    public static string Quote(string text) =>
        $"'{LogText.Escape(text.Length > 40 ? text[..40] + "…" : text)}'";

    private string Origin(KnownSetting setting) =>
        environment.Values.TryGetValue(setting.Name.ToLowerInvariant(), out var value) && value.JsonKey is { } key
            ? $" (key {key} in the JSON of {value.Variable})"
            : string.Empty;

    private static string Bounds(KnownSetting setting) => $"from {setting.Minimum} to {setting.Maximum}";

    private static bool Holds(string variable, KnownSetting setting) =>
        setting.Name.StartsWith(variable + "__", StringComparison.OrdinalIgnoreCase);
}
