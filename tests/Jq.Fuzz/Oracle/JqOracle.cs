using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Pipeline.Jq.Fuzz.Oracle;

/// <summary>jq 1.8.2 itself, in a node process that answers one request after the other.</summary>
public sealed class JqOracle : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    // Its memory only grows, and with every crash an instance is left behind.
    private const int RequestsPerProcess = 5_000;

    // More than any case that is compared gives.
    private const int LongestAnswer = 8 * 1024 * 1024;

    // Programs that jq computes for longer are not worth waiting for: ours are under a budget anyway.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly string _folder;
    private readonly int _longestAnswer;
    private Process _node;
    private int _requests;

    private JqOracle(string folder, int longestAnswer)
    {
        (_folder, _longestAnswer) = (folder, longestAnswer);
        _node = Start(out var version);
        Version = version;
    }

    /// <summary>What the jq at the other end calls itself: <c>jq-1.8.2</c>.</summary>
    public string Version { get; private set; }

    /// <summary>Starts jq, after its package was installed; null with a plain reason where that cannot be.</summary>
    /// <param name="reason">Why it cannot be had.</param>
    /// <param name="longestAnswer">How many characters of outputs are passed on; an answer that is longer is none.</param>
    public static JqOracle? TryStart(out string? reason, int longestAnswer = LongestAnswer)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Oracle");
        reason = OraclePackage.TryInstall(folder);
        return reason is null ? new JqOracle(folder, longestAnswer) : null;
    }

    /// <summary>Runs a program as <c>jq -c PROGRAM</c> does over the inputs.</summary>
    public async Task<JqAnswer> AskAsync(string program, string input, params string[] flags)
    {
        if (++_requests % RequestsPerProcess == 0)
        {
            Restart();
        }

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
            Restart();
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

    private void Restart()
    {
        Dispose();
        _node = Start(out _);
    }

    private Process Start(out string version)
    {
        var node = Process.Start(new ProcessStartInfo("node", ["--max-old-space-size=512", Path.Combine(_folder, "oracle.mjs"), _longestAnswer.ToString(CultureInfo.InvariantCulture)])
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
