using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Contracts.Mapping;
using Pipeline.Enumerator.Calls;
using Pipeline.Ingress.Mappings;
using Pipeline.Ingress.Reporting;
using Pipeline.Ingress.Runs;
using Pipeline.Ledger;
using Pipeline.Ledger.Queue;
using Pipeline.Ledger.Tables.Metering;
using Pipeline.Messaging.ClaimCheck;
using Pipeline.Port;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Logging;
using Pipeline.Standalone.Display;
using Spectre.Console;

namespace Pipeline.Standalone.Hosting;

/// <summary>The stages, started for runs that somebody watches, and stopped when it is disposed.</summary>
internal sealed class SyncSession : IAsyncDisposable
{
    // What Port is told of a run is shown on its pages only: past this nobody waits for Port to take it.
    private static readonly TimeSpan s_reporting = TimeSpan.FromMinutes(1);

    private readonly IHost _host;

    private SyncSession(IHost host) => _host = host;

    /// <summary>Starts the stages.</summary>
    /// <param name="watched">The installation.</param>
    /// <param name="mapping">A mapping to use in place of the one at Port; null for Port's.</param>
    /// <param name="cancellationToken">Ends the wait for the start.</param>
    /// <exception cref="OperationCanceledException">The start was not waited for: the process has to end.</exception>
    public static async Task<SyncSession> StartAsync(
        WatchedSettings watched, IMappingOrigin? mapping, CancellationToken cancellationToken)
    {
        Terminal.MayBeLost();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.AddServiceDefaults(watched.Settings);
        if (!watched.WantsLog)
        {
            builder.Logging.WatchLog();
        }

        if (mapping is not null)
        {
            builder.Services.AddSingleton(mapping);
        }

        builder.Services.AddPipeline(watched.Settings, readPatience: null);
        var host = builder.Build();

        // A bus whose start is cancelled says so in its log only, and goes on half started: it is started whole or left.
        await host.StartAsync(CancellationToken.None).WaitAsync(cancellationToken);
        return new SyncSession(host);
    }

    /// <summary>Does one run with all that follows its end, shows it, and sums it up.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var console = Terminal.Console;
        var ledger = Get<IRunLedger>();
        var repairs = Get<RepairsUnderWay>();
        var run = await Get<RunCoordinator>().ResumeOrRequestAsync(request, cancellationToken);
        if (run.Waits)
        {
            console.WriteLine("An earlier run was left unfinished: it goes on first.");
        }

        await new RunWatch(ledger, console, _host.Services.GetService<Notices>(), Get<TimeProvider>()).ShowAsync(run, cancellationToken);
        var finished = await run.Finished;
        var settled = await SettledRun.FindAsync(
            ledger, finished.RunId, Get<AftermathFaults>().Of, repairs, console, Get<TimeProvider>(), cancellationToken);
        await Get<RunReporting>().ToldAsync(s_reporting, cancellationToken);
        new RunSummary(console, Get<SecretRedactor>()).Write(settled.Run, await MappingAsync(settled.Run, cancellationToken));
        settled.WriteUndone(console, Get<SecretRedactor>());
        WriteCalls(console);
        return settled.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)_host).DisposeAsync();
    }

    private async Task<MappingDocument?> MappingAsync(RunSnapshot run, CancellationToken cancellationToken) =>
        run.Run.MappingVersion.Length == 0
            ? null
            : await Get<MappingVersions>().GetAsync(run.Run.MappingVersion, cancellationToken);

    private void WriteCalls(IAnsiConsole console)
    {
        var aws = Get<CallCounts>();
        var port = Get<PortClient>().Statistics;
        var ledger = Get<LedgerMeter>().Statistics;
        console.WriteLine(
            $"AWS: {aws.Calls} calls, {aws.ThrottledCalls} throttled. "
            + $"Port: {port.Calls} calls, {port.BulkRequests} bulk requests, {port.Retries} retries. "
            + $"Ledger: {ledger.Reads} reads, {ledger.Writes} writes. "
            + $"This process: {Environment.CpuUsage.TotalTime.TotalSeconds:F1} s CPU, {PeakMegabytes()} MB peak.");
    }

    private static long PeakMegabytes()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64 / 1_000_000;
    }

    private T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();
}
