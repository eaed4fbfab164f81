using Pipeline.Ledger.Home;
using Pipeline.Ledger.Tables.Sqlite;
using Pipeline.ServiceDefaults;

namespace Pipeline.Standalone.Hosting;

/// <summary>The one directory in which everything is stored.</summary>
internal static class PipelineHome
{
    public static string ClaimChecks(this PipelineSettings settings) => Path.Combine(settings.Application.Home, "claim-checks");

    /// <summary>Replays of dead letters that were asked for and are not done.</summary>
    public static string ReplayRequests(this PipelineSettings settings) => settings.LedgerFile() + ".replays";

    public static string LedgerFile(this PipelineSettings settings) =>
        Ledger.Home.LedgerFile.Of(settings.Application.Home, settings.Port.BaseUrl, settings.Integration.Identifier);

    /// <summary>
    /// Forgets what was written to Port: it is to be deleted there, and a ledger that still took it for written would keep
    /// the next run from writing it again. The home has to be taken.
    /// </summary>
    public static void ForgetLedger(this PipelineSettings settings)
    {
        // What SQLite keeps beside the file belongs to it.
        foreach (var file in new[] { "-wal", "-shm", string.Empty }.Select(suffix => settings.LedgerFile() + suffix).Where(File.Exists))
        {
            File.Delete(file);
        }
    }

    /// <summary>Opens the ledger and closes it again, before anything is built on it: what fails later is shown with traces. The home has to be taken.</summary>
    /// <exception cref="LedgerSchemaException">It is damaged, or a newer version of this program wrote it.</exception>
    public static ValueTask VerifyLedgerAsync(this PipelineSettings settings) =>
        SqliteLedgerTable.Open(settings.LedgerFile(), TimeProvider.System).DisposeAsync();

    /// <summary>Takes the home for this process; null when that cannot be, after saying why.</summary>
    public static HomeLock? TryTake(PipelineSettings settings) =>
        TryTake(settings, inUse => Console.Error.WriteLine(inUse.Message));

    /// <summary>Takes the home for this process; null when that cannot be, after saying why.</summary>
    /// <param name="settings">Names the home.</param>
    /// <param name="whenInUse">What to do when another process works there.</param>
    public static HomeLock? TryTake(PipelineSettings settings, Action<HomeInUseException> whenInUse)
    {
        try
        {
            return HomeLock.Take(settings.Application.Home, TimeProvider.System);
        }
        catch (HomeInUseException exception)
        {
            whenInUse(exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"PIPELINE_HOME: {settings.Application.Home} cannot be used: {exception.Message}");
        }

        return null;
    }
}
