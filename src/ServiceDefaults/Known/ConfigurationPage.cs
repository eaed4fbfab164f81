using System.Text;

namespace Pipeline.ServiceDefaults.Known;

/// <summary>Writes docs/configuration.md from <see cref="KnownSettings"/>.</summary>
public static class ConfigurationPage
{
    private const string Head = """
        # Configuration

        Everything is configured by environment variables. Those of Ocean's AWS integration keep their names, defaults and forms, so an installation's environment carries over as it is. Bad values stop the start: all of them are reported at once, each with what to do, and the exit code is 64. What is set without effect is warned about.

        - Names are read in any case. A value that is empty counts as not set. True and false may also be written `1`/`0`, `yes`/`no`, `on`/`off`.
        - `__` separates levels. A level may be one JSON object in one variable, exploded into a variable for each key, or both; the longer name wins: with `OCEAN__EVENT_LISTENER={"type":"ONCE"}` and `OCEAN__EVENT_LISTENER__TYPE=POLLING` it is `POLLING`. JSON keys are the lower-case names.
        - `.env` and `config.yaml`, which Ocean reads too, are not read.
        - Secrets (marked 🔒) are masked in logs and errors, as they are and as JSON, URLs and base64 write them.

        | Status | |
        |---|---|
        | Works | same name, default and meaning as in Ocean; for our own settings, simply obeyed |
        | Differs | obeyed, with the difference that is stated |
        | Not yet | has a meaning here, and is not obeyed yet |
        | Not applicable | configures something that does not exist here |

        """;

    private const string Foot = """

        <!-- Generated from src/ServiceDefaults: PIPELINE_WRITE_DOCS=1 dotnet run --project tests/ServiceDefaults.Tests -->

        """;

    /// <summary>The whole page.</summary>
    public static string Write()
    {
        var page = new StringBuilder(Head);
        foreach (var section in KnownSettings.Sections)
        {
            page.Append('\n').Append("## ").Append(section.Title).Append("\n\n").Append(section.Introduction).Append("\n\n");
            page.Append("| Variable | Default | Meaning | Status |\n|---|---|---|---|\n");
            section.Settings.ToList().ForEach(setting => page.Append(Row(setting)).Append('\n'));
        }

        return page.Append(Foot).Replace("\r\n", "\n").ToString();
    }

    private static string Row(KnownSetting setting)
    {
        string[] cells =
        [
            $"`{setting.Name}`{(setting.Sensitive ? " 🔒" : string.Empty)}",
            setting.Default is null ? "–" : setting.DefaultIsDescribed ? setting.Default : $"`{setting.Default}`",
            setting.Meaning + Bounds(setting),
            Status(setting.Status) + (setting.Note is null ? string.Empty : $". {setting.Note}."),
        ];
        return $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", @"\|", StringComparison.Ordinal)))} |";
    }

    private static string Bounds(KnownSetting setting) =>
        setting.Minimum is null ? string.Empty : $" {setting.Minimum} to {setting.Maximum}.";

    private static string Status(SettingStatus status) => status switch
    {
        SettingStatus.NotYet => "Not yet",
        SettingStatus.NotApplicable => "Not applicable",
        _ => status.ToString(),
    };
}
