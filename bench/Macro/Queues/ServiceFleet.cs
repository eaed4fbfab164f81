using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Pipeline.Chaos.Tests.Tables;
using Pipeline.Emulators;

namespace Pipeline.Macro.Queues;

/// <summary>
/// A sync by the four services as processes, over SNS, SQS and S3 in fauxqs, with a ledger over HTTP in this process. Of
/// what these two use nothing is counted, nor of what the Simulator uses.
/// </summary>
internal static class ServiceFleet
{
    private const string Key = "the-key-of-the-macro-benchmark-0123456789";
    private static readonly string[] Stages = ["Ingress", "Enumerator", "Mapper", "PortWriter"];
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>From the start of the services to the end of the run that the first of them starts.</summary>
    public static async Task<Measurement> MeasureAsync(SimulatorProcess simulator, CancellationToken cancellationToken)
    {
        await using var queues = await Fauxqs.StartAsync();
        await using var tables = await LedgerTables.StartAsync();
        var environment = Environment(simulator, queues.Address, tables.Address);
        var ports = Stages.ToDictionary(stage => stage, _ => FreePort());
        var clock = Stopwatch.StartNew();
        List<Process> services = [.. Stages.Select(stage => Start(stage, ports[stage], environment))];
        try
        {
            await EndedAsync(new Uri($"http://127.0.0.1:{ports["Ingress"]}/runs"), services, cancellationToken);
            clock.Stop();
            List<ProcessUsage> used = [.. Stages.Zip(services, (stage, process) => ProcessUsage.Of(stage, process.Id))];
            return await ReadAsync(simulator, clock.Elapsed, used, cancellationToken);
        }
        finally
        {
            foreach (var service in services)
            {
                service.Kill();
                await service.WaitForExitAsync(CancellationToken.None);
                service.Dispose();
            }
        }
    }

    private static Dictionary<string, string> Environment(SimulatorProcess simulator, Uri queues, Uri tables)
    {
        var (own, ledger) = (queues.ToString().TrimEnd('/'), tables.ToString().TrimEnd('/'));
        return new(simulator.Environment)
        {
            ["AWS_ACCESS_KEY_ID"] = "own",
            ["AWS_SECRET_ACCESS_KEY"] = "own",
            ["AWS_ENDPOINT_URL_SQS"] = own,
            ["AWS_ENDPOINT_URL_SNS"] = own,
            ["AWS_ENDPOINT_URL_S3"] = own,
            ["AWS_ENDPOINT_URL_DYNAMODB"] = ledger,
            ["PIPELINE__MESSAGING__PREFIX"] = "macro",
            ["PIPELINE__CLAIM_CHECK__BUCKET"] = "macro-claims",
            ["PIPELINE__LEDGER__TABLE"] = "macro",
            ["PIPELINE__RUN_API__KEY"] = Key,
        };
    }

    private static Process Start(string stage, int port, Dictionary<string, string> environment)
    {
        // Not redirected: a pipe that nobody reads would stop the service.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" >/dev/null 2>&1", Launcher.ProgramOf(stage)]);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        start.Environment[stage == "Ingress" ? "APPLICATION__PORT" : "PIPELINE__HEALTH__PORT"] = $"{port}";
        return Process.Start(start)!;
    }

    private static async Task EndedAsync(Uri runs, List<Process> services, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", Key);
        using var looks = new PeriodicTimer(Look);
        while (await OutcomeAsync(client, runs, cancellationToken) is var outcome && outcome != "complete")
        {
            if (outcome is not null || services.Any(service => service.HasExited))
            {
                throw new InvalidOperationException($"The run ended {outcome}, or a service ended.");
            }

            await looks.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static async Task<string?> OutcomeAsync(HttpClient client, Uri runs, CancellationToken cancellationToken)
    {
        try
        {
            using var list = JsonDocument.Parse(await client.GetStringAsync(runs, cancellationToken));
            return list.RootElement.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } run && run.TryGetProperty("outcome", out var outcome)
                ? outcome.GetString()
                : null;
        }
        catch (HttpRequestException)
        {
            // It does not listen yet, or has no table yet.
            return null;
        }
    }

    private static async Task<Measurement> ReadAsync(
        SimulatorProcess simulator, TimeSpan elapsed, IReadOnlyList<ProcessUsage> used, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        using var stats = JsonDocument.Parse(await client.GetStringAsync(new Uri(simulator.Port, "/_simulator/stats"), cancellationToken));
        return new Measurement
        {
            Entities = stats.RootElement.GetProperty("entities").GetInt32(),
            Written = stats.RootElement.GetProperty("entityWrites").GetInt32(),
            Elapsed = elapsed,
            Cpu = used.Aggregate(TimeSpan.Zero, (sum, process) => sum + process.Cpu),
            PeakBytes = used.Sum(process => process.PeakBytes),
            AwsCalls = stats.RootElement.GetProperty("awsCalls").GetInt64(),
            PortCalls = stats.RootElement.GetProperty("portRequests").GetInt64(),
            BulkRequests = stats.RootElement.GetProperty("portBulkUpserts").GetInt64(),
            LedgerReads = null,
            LedgerWrites = null,
            Processes = used,
        };
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
