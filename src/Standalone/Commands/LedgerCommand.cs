using System.CommandLine;
using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Hosting;
using Pipeline.Hosting.Connections;
using Pipeline.Ingress.Api;
using Pipeline.Ingress.Installation;
using Pipeline.Ledger.Owning;
using Pipeline.Ledger.Tables;
using Pipeline.Ledger.Tables.Sqlite;
using Pipeline.Port;
using Pipeline.PortWriter.Checking;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Logging;
using Pipeline.Standalone.Display;
using Pipeline.Standalone.Hosting;

namespace Pipeline.Standalone.Commands;

/// <summary><c>pipeline ledger check</c>: whether Port holds what the ledger says was written, also while processes run.</summary>
internal static class LedgerCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Write JSON." };
        var check = new Command("check", "Compare the ledger with what Port holds of this installation, and change neither. Exits 2 when they differ.") { json };
        check.SetAction((arguments, cancellationToken) => CheckAsync(arguments.GetValue(json), cancellationToken));
        return new Command("ledger", "What was written to Port, as this installation remembers it.") { check };
    }

    private static async Task<int> CheckAsync(bool asJson, CancellationToken cancellationToken)
    {
        if (SettingsLoader.TryLoadStored(ProcessEnvironment.Read()) is not var (watched, isService))
        {
            return ExitCodes.BadConfiguration;
        }

        var redactor = new SecretRedactor(watched.Settings.Secrets);
        try
        {
            await using var ledger = await StoredLedger.OpenAsync(watched.Settings, isService, cancellationToken);
            if (ledger is null)
            {
                await Console.Error.WriteLineAsync(
                    $"There is no ledger of {LogText.Escape(watched.Settings.Integration.Identifier)} at {watched.Settings.Port.BaseUrl} in {watched.Settings.Application.Home}.");
                return ExitCodes.Failed;
            }

            var comparison = await CompareAsync(ledger.Table, watched.Settings, cancellationToken);
            Write(comparison, redactor, asJson);
            return comparison.IsEqual ? ExitCodes.Complete : ExitCodes.Different;
        }
        catch (Exception exception) when (
            exception is PortException or InstallationException or LedgerSchemaException or DbException or IOException or UnauthorizedAccessException or InvalidDataException
            || StoredLedger.IsUnavailable(exception))
        {
            await Console.Error.WriteLineAsync(LogText.Escape(redactor.Redact(exception.Message)));
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
    }

    private static async Task<LedgerComparison> CompareAsync(ILedgerTable table, PipelineSettings settings, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.AddServiceDefaults(settings);
        builder.Services.AddPort(settings, readPatience: null);
        builder.Services.AddSingleton(table);
        builder.Services.AddLedgerCheck();
        builder.Services.AddSingleton<LedgerOwner>();
        builder.Services.AddSingleton<OrganisationCheck>();
        using var host = builder.Build();
        await host.Services.GetRequiredService<OrganisationCheck>().RequireToReadAsync(cancellationToken);
        return await host.Services.GetRequiredService<LedgerCheck>().CompareAsync(cancellationToken);
    }

    private static void Write(LedgerComparison comparison, SecretRedactor redactor, bool asJson)
    {
        if (asJson)
        {
            Console.WriteLine(redactor.Redact(RunJson.Write(comparison)));
        }
        else
        {
            new CheckText(Console.Out, redactor).Write(comparison);
        }
    }
}
