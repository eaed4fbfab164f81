using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pipeline.Ledger.Tables;

namespace Pipeline.Hosting.Health;

/// <summary>Whether the ledger's table can be written: a full disk and a missing permission still let it be read.</summary>
internal sealed class LedgerHealthCheck(ILedgerTable table, TimeProvider time) : IHealthCheck
{
    // Its partition is that of no document, and nobody reads it.
    private static readonly LedgerKey s_probe = new("health", "ready");

    // Anybody may ask as often as they like, and each write is paid for. A table that fails is asked again each time.
    private static readonly TimeSpan s_trusted = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private Task<long>? _writing;
    private long _writtenAt;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var writtenAt = Volatile.Read(ref _writtenAt);
        if (writtenAt != 0 && time.GetElapsedTime(writtenAt) < s_trusted)
        {
            await table.GetAsync([s_probe], cancellationToken);
            return HealthCheckResult.Healthy();
        }

        Volatile.Write(ref _writtenAt, 0);
        await Writing().WaitAsync(cancellationToken);
        Volatile.Write(ref _writtenAt, time.GetTimestamp());
        return HealthCheckResult.Healthy();
    }

    // A table that lets its writers wait is asked once, however many look meanwhile.
    private Task<long> Writing()
    {
        lock (_lock)
        {
            return _writing is { IsCompleted: false } under ? under : _writing = table.AddAsync(s_probe, 1, CancellationToken.None).AsTask();
        }
    }
}
