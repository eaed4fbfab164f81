using System.Diagnostics;
using System.Globalization;
using Pipeline.Ledger.Tables;
using Pipeline.Ledger.Tables.Sqlite;

namespace Pipeline.Ledger.Tests.Tables;

/// <summary>What was answered outlives the process, whatever kills it.</summary>
public sealed class SqliteCrashTests
{
    private const string FileVariable = "PIPELINE_CRASH_FILE";
    private const int Writers = 8;

    [Fact]
    public async Task Write_ProcessIsKilled_EveryAnsweredWriteIsThere()
    {
        using var folder = new TemporaryFolder();
        var answered = folder.File("answered");
        await File.WriteAllTextAsync(answered, string.Empty, TestContext.Current.CancellationToken);
        using var child = Start(folder.File("ledger.db"));

        await Eventually.TrueAsync(() => Lines(answered).Length > 500);
        child.Kill();
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);

        // The last line may be cut short: it was answered, and the log of it was not finished.
        var keys = Lines(answered).SkipLast(1).Select(line => new LedgerKey("crash", line)).ToList();
        await using var table = SqliteLedgerTable.Open(folder.File("ledger.db"), TimeProvider.System);
        Assert.DoesNotContain(null, await table.GetAsync(keys, TestContext.Current.CancellationToken));
        Assert.True(await table.AddAsync(new LedgerKey("crash", "counter"), 0, TestContext.Current.CancellationToken) >= keys.Count);
    }

    /// <summary>The process that is killed: writes until then, and logs what was answered.</summary>
    [Fact(Explicit = true)]
    public async Task WriteUntilKilled()
    {
        var file = Environment.GetEnvironmentVariable(FileVariable);
        Assert.SkipWhen(file is null, "This is the child of another test.");
        await using var table = SqliteLedgerTable.Open(file, TimeProvider.System);
        await using var log = new StreamWriter(Path.Combine(Path.GetDirectoryName(file)!, "answered"), append: true) { AutoFlush = true };
        var logging = new Lock();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var number = 0; ; number++)
            {
                var key = new LedgerKey("crash", string.Create(CultureInfo.InvariantCulture, $"{writer}/{number}"));
                await table.AddAsync(new LedgerKey("crash", "counter"), 1, CancellationToken.None);
                Assert.Equal([true], await table.WriteAsync([new LedgerWrite(key, new byte[200], 0)], CancellationToken.None));
                lock (logging)
                {
                    log.WriteLine(key.Sort);
                }
            }
        })));
    }

    private static Process Start(string file)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath!,
            ["--explicit", "only", "--filter-method", $"{typeof(SqliteCrashTests).FullName}.{nameof(WriteUntilKilled)}", "--progress", "off", "--no-ansi"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment[FileVariable] = file;
        return Process.Start(start)!;
    }

    private static string[] Lines(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n');
    }
}
