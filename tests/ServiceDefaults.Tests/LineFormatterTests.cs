using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Pipeline.ServiceDefaults.Logging;

namespace Pipeline.ServiceDefaults.Tests;

public sealed class LineFormatterTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, 5, TimeSpan.Zero);

    [Fact]
    public void Write_Entry_OneLineWithUtcTimeLevelAndCategory() =>
        Assert.Equal($"2026-03-04T12:00:00.005Z INFO     Pipeline.Test: hello{Environment.NewLine}", Format("hello"));

    [Fact]
    public void Write_Scopes_FollowTheMessage() => Assert.Equal(
        $"2026-03-04T12:00:00.005Z INFO     Pipeline.Test: hello Run=7 Account=123 [plain]{Environment.NewLine}",
        Format("hello", scopes: [new Dictionary<string, object?> { ["Run"] = 7, ["Account"] = "123", ["{OriginalFormat}"] = "x" }, "plain"]));

    [Fact]
    [Trait("Row", "S20")]
    public void Write_ExceptionOfManyLines_StaysOnOneLine()
    {
        var line = Format("failed", new InvalidOperationException("first\nsecond", new FormatException("inner")));

        Assert.Equal(line.Length - Environment.NewLine.Length, line.IndexOf('\n', StringComparison.Ordinal));
        Assert.Contains(@"first\nsecond", line, StringComparison.Ordinal);
        Assert.Contains("inner", line, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "S20")]
    public void Write_NameThatForgesALine_Escaped() => Assert.EndsWith(
        $@"bucket a\n2026-03-04T12:00:00.005Z ERROR    Pipeline.Test: forged \u001b[31m{Environment.NewLine}",
        Format("bucket a\n2026-03-04T12:00:00.005Z ERROR    Pipeline.Test: forged \u001b[31m"),
        StringComparison.Ordinal);

    [Fact]
    public void Write_SecretInMessageScopeOrException_Redacted()
    {
        var line = Format("with hunter22", new InvalidOperationException("of hunter22"), [new Dictionary<string, object?> { ["Key"] = "hunter22" }, "hunter22"]);

        Assert.DoesNotContain("hunter22", line, StringComparison.Ordinal);
        Assert.Equal(5, line.Split("[REDACTED]").Length);
    }

    private static string Format(string message, Exception? exception = null, params object[] scopes)
    {
        var provider = new LoggerExternalScopeProvider();
        Array.ForEach(scopes, scope => provider.Push(scope));
        var formatter = new LineFormatter(new SecretRedactor([new("hunter22")]), new FakeTimeProvider(Noon));
        using var writer = new StringWriter();
        formatter.Write(new LogEntry<string>(LogLevel.Information, "Pipeline.Test", 1, message, exception, (state, _) => state), provider, writer);
        return writer.ToString();
    }
}
