using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Time.Testing;

namespace Pipeline.Port.Tests;

public sealed class SecrecyTests
{
    private const string Token = "canary-token-77aa";

    private readonly FakeTimeProvider _time = new();

    [Fact]
    [Trait("Row", "S12")]
    public async Task AnyCall_EverythingFails_NoSecretInLogsOrErrors()
    {
        var answers = new Queue<int>([503, 429, 401, 500, 403]);
        var port = new StubPort(
            request => request.IsToken ? StubAnswer.Token(Token) : StubAnswer.Error(answers.Dequeue(), "failed", "no\r\nFORGED line\u001b[2J"),
            _time) { AnswersTokens = true };
        var log = new RecordingLogger();
        using var sut = Sut.Create(port, _time, logger: log);

        var failure = await Assert.ThrowsAsync<PortException>(() => _time.RunAsync(
            sut.UpsertAsync("bucket", Sut.Entities(1), Sut.Upsert, CancellationToken.None)));

        Assert.NotEmpty(log.Lines);
        Assert.All([.. log.Lines, failure.ToString()], line =>
        {
            Assert.DoesNotContain(Token, line, StringComparison.Ordinal);
            Assert.DoesNotContain(Sut.Secret, line, StringComparison.Ordinal);
        });
        Assert.DoesNotContain(failure.Message, char.IsControl);
    }

    [Fact]
    public async Task AnyCall_Counted_AppearsInTheMetrics()
    {
        var counts = new ConcurrentDictionary<string, long>();
        using var meters = new Meters();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Scope == meters)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => counts.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        listener.Start();
        var refusals = 2;
        var port = new StubPort(
            request => refusals-- > 0 ? StubAnswer.Error(429, "too_many_requests", "slow down") : StubAnswer.Bulk(request), _time);
        using var sut = new PortClient(Sut.Options(), port, _time, () => 0.5, logger: null, meters);

        await _time.RunAsync(sut.UpsertAsync("bucket", Sut.Entities(1), Sut.Upsert, CancellationToken.None));

        Assert.Equal((4, 2, 2), (counts["pipeline.port.calls"], counts["pipeline.port.retries"], counts["pipeline.port.throttled"]));
        Assert.Equal((4, 3, 2, 2), (sut.Statistics.Calls, sut.Statistics.BulkRequests, sut.Statistics.Retries, sut.Statistics.Throttled));
    }

    private sealed class Meters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new(options.Name, options.Version, options.Tags, scope: this);

        public void Dispose()
        {
        }
    }
}
