using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Pipeline.Jq.Fuzz.Oracle;

/// <summary>jq 1.8.2 itself, in a node process that answers one request after the other.</summary>
public sealed class JqOracle : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    // Programs that jq computes for longer are not worth waiting for: ours are under a budget anyway.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly string _folder;
    private Process _node;

    private JqOracle(string folder)
    {
        _folder = folder;
        _node = Start(out var version);
        Version = version;
    }

    /// <summary>What the jq at the other end calls itself: <c>jq-1.8.2</c>.</summary>
    public string Version { get; private set; }

    /// <summary>Starts jq, after its package was installed; null with a plain reason where that cannot be.</summary>
    public static JqOracle? TryStart(out string? reason)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Oracle");
        reason = OraclePackage.TryInstall(folder);
        return reason is null ? new JqOracle(folder) : null;
    }

    /// <summary>Runs a program as <c>jq -c PROGRAM</c> does over the inputs.</summary>
    public async Task<JqAnswer> AskAsync(string program, string input, params string[] flags)
    {
        var request = JsonSerializer.Serialize(new { program, input, flags = (string[])["-c", .. flags] }, Json);
        try
        {
            await _node.StandardInput.WriteLineAsync(request);
            await _node.StandardInput.FlushAsync();
            var line = await _node.StandardOutput.ReadLineAsync().WaitAsync(Patience);
            return JsonSerializer.Deserialize<JqAnswer>(line ?? throw new IOException("node ended"), Json)!;
        }
        catch (Exception exception) when (exception is TimeoutException or IOException)
        {
            Dispose();
            _node = Start(out _);
            return new JqAnswer { Crash = exception.Message };
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_node.HasExited)
        {
            _node.Kill();
        }

        _node.Dispose();
    }

    private Process Start(out string version)
    {
        var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(_folder, "oracle.mjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        version = JsonDocument.Parse(node.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException("node ended before jq was loaded.")).RootElement.GetProperty("version").GetString()!;
        return node;
    }
}
