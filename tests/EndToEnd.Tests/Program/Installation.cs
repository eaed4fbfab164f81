using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Pipeline.Simulator;
using Pipeline.Simulator.Changes;

namespace Pipeline.EndToEnd.Tests.Program;

/// <summary>The program as <c>run</c>, with an HTTP port of its own.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private static readonly HttpClient Client = new();
    private readonly Uri _address;

    private Installation(PipelineProcess process, Uri address) => (Process, _address) = (process, address);

    /// <summary>The webhook's key; every installation here has it.</summary>
    public const string WebhookKey = "0123456789abcdef0123456789abcdef";

    public PipelineProcess Process { get; }

    /// <summary>The webhook, as a target for events.</summary>
    public EventTarget Webhook => new() { Webhook = new Uri(_address, "/integration/webhook"), WebhookKey = WebhookKey, Form = EventForm.Mixed };

    /// <summary>Starts it with further variables, given as NAME=value.</summary>
    public static Installation Start(SimulatedWorld world, params IReadOnlyList<string> variables) =>
        Start(world, new ProcessStartInfo(PipelineProcess.Executable, ["run"]), variables);

    /// <summary>Starts it as something else starts it.</summary>
    public static Installation Start(SimulatedWorld world, ProcessStartInfo start, params IReadOnlyList<string> variables)
    {
        var environment = new Dictionary<string, string>(world.Environment) { ["APPLICATION__PORT"] = $"{FreePort()}" };
        environment["OCEAN__INTEGRATION__CONFIG__LIVE_EVENTS_API_KEY"] = WebhookKey;
        foreach (var variable in variables)
        {
            environment[variable.Split('=')[0]] = variable.Split('=', 2)[1];
        }

        return new Installation(PipelineProcess.Start(start, environment), new Uri($"http://127.0.0.1:{environment["APPLICATION__PORT"]}"));
    }

    /// <summary>The status of a route; null while nothing answers.</summary>
    public async Task<HttpStatusCode?> StatusAsync(string path)
    {
        try
        {
            using var answer = await Client.GetAsync(new Uri(_address, path), TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>What a route answers, with whatever status.</summary>
    public async Task<string> BodyAsync(string path)
    {
        using var answer = await Client.GetAsync(new Uri(_address, path), TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>What a route answers; the status is one of success.</summary>
    public Task<string> TextAsync(string path) => Client.GetStringAsync(new Uri(_address, path), TestContext.Current.CancellationToken);

    /// <summary>Waits until a route answers with 200.</summary>
    public Task AnswersAsync(string path) => Eventually.TrueAsync(
        async () => await StatusAsync(path) == HttpStatusCode.OK, () => $"{path} does not answer with 200.\n{Process.Errors}");

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    /// <summary>A port that nobody listens on now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
