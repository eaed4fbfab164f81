using System.Globalization;
using Microsoft.Extensions.Time.Testing;

namespace Pipeline.Port.Tests;

/// <summary>Port's limit: so many requests in each period of the clock, with the four headers.</summary>
internal sealed class StubLimit(FakeTimeProvider time, int limit, TimeSpan period)
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(7);
    private long _window;
    private int _used;

    public double RefusedShare { get; set; }

    public TimeSpan Skew { get; init; }

    public int Refused { get; private set; }

    public int Accepted { get; private set; }

    public StubAnswer Answer(StubRequest request)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var window = now.Ticks / period.Ticks;
            _used = window == _window ? _used + 1 : 1;
            _window = window;
            var isRefused = _used > limit || _random.NextDouble() < RefusedShare;
            var headers = Headers(now, new DateTimeOffset((window + 1) * period.Ticks, TimeSpan.Zero), isRefused);
            if (isRefused)
            {
                Refused++;
                return StubAnswer.Error(429, "too_many_requests", "slow down", headers);
            }

            Accepted++;
            return StubAnswer.Bulk(request) with { Headers = headers };
        }
    }

    private (string Name, string Value)[] Headers(DateTimeOffset now, DateTimeOffset reset, bool isRefused) =>
    [
        ("x-ratelimit-period", Text((long)period.TotalSeconds)),
        ("x-ratelimit-limit", Text(limit)),
        ("x-ratelimit-remaining", Text(isRefused ? 0 : Math.Max(0, limit - _used))),
        ("x-ratelimit-reset", Text((reset + Skew).ToUnixTimeSeconds())),
        ("Date", (now + Skew).ToString("R", CultureInfo.InvariantCulture)),
    ];

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
