using System.Net.Sockets;
using Amazon.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Hosting;
using Pipeline.Hosting.Connections;
using Pipeline.Hosting.DeadLetters;
using Pipeline.Hosting.DeadLetters.Standalone;
using Pipeline.Ledger.Tables.Content;
using Pipeline.Ledger.Tables.Sqlite;
using Pipeline.Messaging.ClaimCheck;
using Pipeline.Messaging.DeadLetters;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Logging;
using Pipeline.ServiceDefaults.Services;

namespace Pipeline.Standalone.Hosting;

/// <summary>The dead letters of the installation that the environment names, also while its processes run.</summary>
/// <param name="Letters">The letters.</param>
/// <param name="Claims">Looks after what large ones refer to.</param>
/// <param name="Redactor">Masks the installation's own secrets.</param>
internal sealed record DeadLetterSource(IDeadLetters Letters, ClaimRenewal Claims, SecretRedactor Redactor)
{
    /// <summary>Opens them, and answers an exit code; in a sentence what keeps them from being opened.</summary>
    public static async Task<int> UseAsync(Func<DeadLetterSource, Task<int>> use)
    {
        var environment = ProcessEnvironment.Read();
        var isService = ServiceEnvironment.IsIn(environment);
        try
        {
            var settings = SettingsReader.Read(environment, isService ? SettingsNeeds.Service : SettingsNeeds.None);
            return isService ? await UseQueuesAsync(settings, use) : await UseLedgerAsync(settings, use);
        }
        catch (SettingsException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitCodes.BadConfiguration;
        }
        catch (LedgerSchemaException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitCodes.Failed;
        }
        catch (Exception exception) when (exception is AmazonServiceException or AmazonClientException or HttpRequestException or SocketException or TimeoutException)
        {
            await Console.Error.WriteLineAsync($"The queues could not be read: {exception.Message}");
            return ExitCodes.Failed;
        }
    }

    private static async Task<int> UseQueuesAsync(PipelineSettings settings, Func<DeadLetterSource, Task<int>> use)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddClaimChecks(settings.Service)
            .AddQueuedDeadLetters(settings)
            .BuildServiceProvider();
        var store = services.GetRequiredService<IClaimCheckStore>();
        return await use(new DeadLetterSource(services.GetRequiredService<IDeadLetters>(), new ClaimRenewal(store), new SecretRedactor(settings.Secrets)));
    }

    private static async Task<int> UseLedgerAsync(PipelineSettings settings, Func<DeadLetterSource, Task<int>> use)
    {
        var file = settings.LedgerFile();
        if (!File.Exists(file))
        {
            await Console.Error.WriteLineAsync($"Nothing of {settings.Integration.Identifier} at {settings.Port.BaseUrl} is in {settings.Application.Home}.");
            return ExitCodes.Failed;
        }

        await using var table = SqliteLedgerTable.OpenToRead(file, TimeProvider.System);
        var letters = new LedgerDeadLetters(new KeptLetters(new PackedTable(table)), new ReplayRequests(settings.ReplayRequests()), TimeProvider.System);
        var store = new FileClaimCheckStore(settings.ClaimChecks(), TimeProvider.System);
        return await use(new DeadLetterSource(letters, new ClaimRenewal(store), new SecretRedactor(settings.Secrets)));
    }
}
