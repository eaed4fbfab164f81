using Pipeline.Ledger.Home;
using Pipeline.ServiceDefaults;

namespace Pipeline.Standalone.Hosting;

/// <summary>The one directory in which everything is stored.</summary>
internal static class PipelineHome
{
    public static string LedgerFile(this PipelineSettings settings) =>
        Ledger.Home.LedgerFile.Of(settings.Application.Home, settings.Port.BaseUrl, settings.Integration.Identifier);

    /// <summary>Takes the home for this process; null when that cannot be, after saying why.</summary>
    public static HomeLock? TryTake(PipelineSettings settings)
    {
        try
        {
            return HomeLock.Take(settings.Application.Home, TimeProvider.System);
        }
        catch (HomeInUseException exception)
        {
            Console.Error.WriteLine(exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"PIPELINE_HOME: {settings.Application.Home} cannot be used: {exception.Message}");
        }

        return null;
    }
}
