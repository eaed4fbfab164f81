using Pipeline.ServiceDefaults.Known;

namespace Pipeline.ServiceDefaults.Tests;

public sealed class ConfigurationPageTests
{
    private static readonly string Page = Path.Combine(Repository.Root, "docs", "configuration.md");

    [Fact]
    public void Write_PageInTheRepository_IsWhatTheTableSays()
    {
        if (Environment.GetEnvironmentVariable("PIPELINE_WRITE_DOCS") == "1")
        {
            File.WriteAllText(Page, ConfigurationPage.Write());
        }

        Assert.True(
            ConfigurationPage.Write() == File.ReadAllText(Page),
            "docs/configuration.md is not what the table of settings says. Write it with: PIPELINE_WRITE_DOCS=1 dotnet run --project tests/ServiceDefaults.Tests");
    }

    [Fact]
    public void Write_EverySetting_HasARowOfFourCells()
    {
        var rows = ConfigurationPage.Write().Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToList();

        Assert.Equal(KnownSettings.All.Count, rows.Count);
        Assert.All(rows, row => Assert.Equal(5, row.Replace(@"\|", string.Empty, StringComparison.Ordinal).Count(character => character == '|')));
    }
}
