using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Pipeline.Ledger.Queue;
using Pipeline.ServiceDefaults;

namespace Pipeline.Standalone.Hosting;

/// <summary>
/// How commands reach the process that works in a home: its address and a key of its own, in a file that only the home's
/// owner may read.
/// </summary>
internal sealed class LocalRunApi : IDisposable
{
    private const string FileName = "run-api.json";
    private const int KeyBytes = 32;

    private readonly HttpClient _client;

    private LocalRunApi(Door door)
    {
        _client = new HttpClient { BaseAddress = door.Address, Timeout = TimeSpan.FromSeconds(30) };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", door.Key);
    }

    /// <summary>A key for a process that opens.</summary>
    public static Secret NewKey() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes)));

    /// <summary>Says how this process is reached, until it is disposed.</summary>
    public static IDisposable Open(string home, int port, Secret key)
    {
        var path = Path.Combine(home, FileName);
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        JsonSerializer.Serialize(file, new Door(new Uri($"http://127.0.0.1:{port}"), key.Reveal()));
        return new OpenDoor(path);
    }

    /// <summary>The process that works in a home; null when none says how it is reached.</summary>
    public static LocalRunApi? Find(string home)
    {
        try
        {
            return JsonSerializer.Deserialize<Door>(File.ReadAllText(Path.Combine(home, FileName))) is { } door ? new LocalRunApi(door) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Asks for a run; answers its id.</summary>
    /// <exception cref="HttpRequestException">The process does not answer, or refused; the message says why.</exception>
    public async Task<Guid> StartAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var order = new
        {
            accounts = request.Only.Accounts,
            regions = request.Only.Regions,
            kinds = request.Only.Kinds,
            refresh = request.Refresh,
            allowDeletes = request.AllowDeletes,
        };
        using var answer = await _client.PostAsJsonAsync("runs", order, cancellationToken);
        return (await ReadAsync(answer, cancellationToken)).GetProperty("run").GetGuid();
    }

    /// <summary>Cancels a run that goes or waits.</summary>
    /// <exception cref="HttpRequestException">The process does not answer, or refused; the message says why.</exception>
    public async Task CancelAsync(Guid runId, CancellationToken cancellationToken)
    {
        using var answer = await _client.PostAsync(new Uri($"runs/{runId}/cancel", UriKind.Relative), content: null, cancellationToken);
        await ReadAsync(answer, cancellationToken);
    }

    public void Dispose() => _client.Dispose();

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.StatusCode == HttpStatusCode.Accepted)
        {
            return await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        }

        throw new HttpRequestException($"The process answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
    }

    private sealed record Door(Uri Address, string Key);

    private sealed class OpenDoor(string path) : IDisposable
    {
        public void Dispose() => File.Delete(path);
    }
}
