using Pipeline.Ledger.Tables.Sqlite;
using Pipeline.ServiceDefaults;
using Pipeline.Standalone.Hosting;

namespace Pipeline.Standalone.Planning;

/// <summary>A home for one plan: a copy of the ledger, and of the mappings that its rows were made with. It is thrown away.</summary>
internal sealed class PlanHome : IDisposable
{
    private const string Mappings = "claim-checks/mappings";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("pipeline-plan-");

    private PlanHome(PipelineSettings settings) =>
        Settings = settings with { Application = settings.Application with { Home = _directory.FullName } };

    /// <summary>The settings with this home.</summary>
    public PipelineSettings Settings { get; }

    /// <summary>Copies what there is.</summary>
    /// <exception cref="Ledger.Tables.Sqlite.LedgerSchemaException">Another version wrote the ledger.</exception>
    public static PlanHome Copy(PipelineSettings settings)
    {
        var home = new PlanHome(settings);
        try
        {
            if (File.Exists(settings.LedgerFile()))
            {
                SqliteCopy.Make(settings.LedgerFile(), home.Settings.LedgerFile());
            }

            CopyMappings(Path.Combine(settings.Application.Home, Mappings), Path.Combine(home._directory.FullName, Mappings));
            return home;
        }
        catch
        {
            home.Dispose();
            throw;
        }
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private static void CopyMappings(string from, string to)
    {
        if (Directory.Exists(from))
        {
            Directory.CreateDirectory(to);
            foreach (var file in Directory.EnumerateFiles(from))
            {
                File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
            }
        }
    }
}
