namespace Pipeline.ServiceDefaults.Tests;

/// <summary>Environments to read settings from.</summary>
internal static class TestVariables
{
    public static readonly string Home = Path.Combine(Path.GetTempPath(), "pipeline-home");

    /// <summary>The least that reads without an error, with the given variables put over it.</summary>
    public static Dictionary<string, string?> With(params IEnumerable<(string Name, string? Value)> variables)
    {
        var environment = new Dictionary<string, string?>
        {
            ["OCEAN__PORT__CLIENT_ID"] = "an-id-of-port",
            ["OCEAN__PORT__CLIENT_SECRET"] = "a-secret-of-port",
            ["PIPELINE_HOME"] = Home,
        };
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        return environment;
    }

    public static PipelineSettings Read(params IEnumerable<(string Name, string? Value)> variables) =>
        SettingsReader.Read(With(variables));

    public static SettingError SingleError(params IEnumerable<(string Name, string? Value)> variables) =>
        Assert.Single(Assert.Throws<SettingsException>(() => Read(variables)).Errors);
}
