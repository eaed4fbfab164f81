using System.Diagnostics;
using System.Text;

namespace Pipeline.Jq.Benchmarks;

/// <summary>jq from the system's packages, as one process that is fed line by line.</summary>
internal sealed class JqProcess : IDisposable
{
    private readonly Process _jq;

    public JqProcess(string program) => _jq = Process.Start(new ProcessStartInfo("jq", ["-c", "--unbuffered", program.ReplaceLineEndings(" ")])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        StandardInputEncoding = new UTF8Encoding(false),
    })!;

    /// <summary>Writes all documents while it reads their results, one line each: jq never waits for us.</summary>
    public async Task<long> RunAsync(IReadOnlyList<string> documents)
    {
        var writing = Task.Run(async () =>
        {
            foreach (var document in documents)
            {
                await _jq.StandardInput.WriteAsync(document);
                await _jq.StandardInput.WriteAsync('\n');
            }

            await _jq.StandardInput.FlushAsync();
        });
        var read = 0L;
        for (var left = documents.Count; left > 0; left--)
        {
            read += (await _jq.StandardOutput.ReadLineAsync())!.Length;
        }

        await writing;
        return read;
    }

    public void Dispose()
    {
        _jq.StandardInput.Close();
        _jq.WaitForExit();
        _jq.Dispose();
    }
}
