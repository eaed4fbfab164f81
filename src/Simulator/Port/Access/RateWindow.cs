using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Pipeline.Simulator.Port.Access;

/// <summary>
/// Port's request budget: so many in each period, told in four headers
/// (https://docs.port.io/api-reference/rate-limits). The reset is in UTC epoch seconds.
/// </summary>
internal sealed class RateWindow(SimulatorOptions options, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly long periodSeconds = Math.Max(1, (long)options.PortRatePeriod.TotalSeconds);
    private long reset;
    private int used;

    /// <summary>Counts the request and sets the headers; false when it is over the limit.</summary>
    public bool TryEnter(HttpResponse response)
    {
        int count;
        long resetAt;
        lock (gate)
        {
            // Whole seconds throughout, so that a caller who waits until the stated reset finds the window open.
            var now = clock.GetUtcNow().ToUnixTimeSeconds();
            if (now >= reset)
            {
                reset = now + periodSeconds;
                used = 0;
            }

            count = ++used;
            resetAt = reset;
        }

        var headers = response.Headers;
        headers["x-ratelimit-limit"] = options.PortRequestsPerPeriod.ToString(CultureInfo.InvariantCulture);
        headers["x-ratelimit-period"] = periodSeconds.ToString(CultureInfo.InvariantCulture);
        headers["x-ratelimit-remaining"] = Math.Max(0, options.PortRequestsPerPeriod - count).ToString(CultureInfo.InvariantCulture);
        headers["x-ratelimit-reset"] = resetAt.ToString(CultureInfo.InvariantCulture);
        if (count <= options.PortRequestsPerPeriod)
        {
            return true;
        }

        if (options.PortSendsRetryAfter)
        {
            headers.RetryAfter = Math.Max(1, resetAt - clock.GetUtcNow().ToUnixTimeSeconds()).ToString(CultureInfo.InvariantCulture);
        }

        return false;
    }
}
