using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Pipeline.Live;

/// <summary>A simulator and the program, each a process, and ways to ask both.</summary>
internal sealed class Setup : IAsyncDisposable
{
    public const string Key = "0123456789abcdef0123456789abcdef";

    private const int Scopes = 3 * 4 * 3;
    private readonly List<Process> _processes = [];
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("pipeline-live-");
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);

    public HttpClient Http { get; } = new(new SocketsHttpHandler { MaxConnectionsPerServer = 512 });

    public Uri Webhook { get; private set; } = new("http://127.0.0.1");

    public string ManagementAccount => _environment["OCEAN__INTEGRATION__CONFIG__ORGANIZATION_ROLE_ARN"].Split(':')[4];

    private string Control => $"{_environment["OCEAN__PORT__BASE_URL"]}/_simulator";

    /// <summary>Starts an organisation of 3 accounts × 4 regions with three kinds.</summary>
    public static async Task<Setup> StartAsync(int resources, CancellationToken cancellationToken)
    {
        var setup = new Setup();
        var perScope = ((resources + Scopes - 1) / Scopes).ToString(CultureInfo.InvariantCulture);
        var simulator = setup.Launch(
            "simulate", "--aws-port", "0", "--port-port", "0", "--accounts", "3", "--regions", "us-east-1,us-west-2,eu-west-1,eu-central-1",
            "--kinds", "AWS::EC2::Instance,AWS::ECS::Cluster,AWS::Lambda::Function", "--resources", perScope);
        while (await simulator.StandardOutput.ReadLineAsync(cancellationToken) is { } line && !line.StartsWith('#'))
        {
            if (line.Split(['=', ' '], 3) is ["export", var name, var value])
            {
                setup._environment[name] = value.Trim('\'');
            }
        }

        return setup;
    }

    /// <summary>Starts <c>pipeline run</c>, with a run at the start, and waits until it answers.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var port = FreePort();
        Webhook = new Uri($"http://127.0.0.1:{port}/integration/webhook");
        _environment["APPLICATION__PORT"] = port.ToString(CultureInfo.InvariantCulture);
        _environment["PIPELINE_HOME"] = _home.FullName;
        _environment["OCEAN__INTEGRATION__CONFIG__LIVE_EVENTS_API_KEY"] = Key;
        var process = Launch("run");
        _ = process.StandardOutput.ReadToEndAsync(cancellationToken);
        _ = process.StandardError.ReadToEndAsync(cancellationToken);
        await UntilAsync(async () =>
        {
            try
            {
                using var answer = await Http.GetAsync(new Uri(Webhook, "/health/ready"), cancellationToken);
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, cancellationToken);
        await PostAsync("events", JsonSerializer.Serialize(new { webhook = Webhook, webhookKey = Key }), cancellationToken);
    }

    /// <summary>Waits for a condition, ten times a second, for five minutes at most.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await condition())
        {
            if (clock.Elapsed > TimeSpan.FromMinutes(5))
            {
                throw new TimeoutException("What was waited for did not come within five minutes.");
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    public async Task<JsonElement> GetAsync(string what, CancellationToken cancellationToken)
    {
        using var document = JsonDocument.Parse(await Http.GetStringAsync($"{Control}/{what}", cancellationToken));
        return document.RootElement.Clone();
    }

    public async Task<JsonElement> PostAsync(string what, string body, CancellationToken cancellationToken)
    {
        using var answer = await Http.PostAsync($"{Control}/{what}", new StringContent(body, Encoding.UTF8, "application/json"), cancellationToken);
        answer.EnsureSuccessStatusCode();
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
        return document.RootElement.Clone();
    }

    public Task ForgetDurationsAsync(CancellationToken cancellationToken) => Http.DeleteAsync($"{Control}/changes/durations", cancellationToken);

    public Task<JsonElement> ChurnAsync(int perSecond, CancellationToken cancellationToken) => PostAsync("churn", $"{{\"perSecond\":{perSecond}}}", cancellationToken);

    /// <summary>Whether the run that began with the process has ended: Port was told both.</summary>
    public async Task<bool> RunHasEndedAsync(CancellationToken cancellationToken) =>
        (await GetAsync("stats", cancellationToken)).GetProperty("requests").TryGetProperty("port PATCH /v1/integration/{integration}/resync-state", out var told)
        && told.GetInt32() >= 2;

    public async Task<bool> IsEqualAsync(CancellationToken cancellationToken) =>
        (await GetAsync("equality", cancellationToken)).GetProperty("equal").GetBoolean();

    /// <summary>Posts an event that EventBridge would send; answers the status.</summary>
    public Task<HttpStatusCode> SendAsync(string body, CancellationToken cancellationToken) => SendAsync(body, Key, cancellationToken);

    /// <summary>The same with a key.</summary>
    public async Task<HttpStatusCode> SendAsync(string body, string key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Webhook) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("x-port-aws-ocean-api-key", key);
        using var answer = await Http.SendAsync(request, cancellationToken);
        return answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Enumerable.Reverse(_processes))
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        Http.Dispose();
        _home.Delete(recursive: true);
    }

    private Process Launch(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Path.GetFullPath(Path.Combine(Folder(), "..", "..")), "pipeline"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        _processes.Add(process);
        return process;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
