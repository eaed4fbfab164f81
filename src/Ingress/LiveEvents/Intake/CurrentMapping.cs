using Microsoft.Extensions.Logging;
using Pipeline.Contracts.Mapping;
using Pipeline.Ingress.Mappings;
using Pipeline.Messaging.ClaimCheck;
using Pipeline.Port;

namespace Pipeline.Ingress.LiveEvents.Intake;

/// <summary>
/// The mapping that live events are for: as it was within the last minute, or, while Port does not answer, as it last was.
/// Only who asks before it was ever read has to wait.
/// </summary>
public sealed partial class CurrentMapping(
    MappingReading reading, MappingVersions versions, LiveEventOptions options, TimeProvider time, ILogger<CurrentMapping> logger) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1, 1);
    private Reading? _last;

    /// <summary>The mapping, read anew in the background when it is older than the cache lasts.</summary>
    /// <exception cref="MappingException">There is none yet, and none that can be used could be read.</exception>
    /// <exception cref="PortException">There is none yet, and Port did not answer.</exception>
    public async ValueTask<VersionedMapping> GetAsync(CancellationToken cancellationToken)
    {
        if (_last is not { } last)
        {
            return await ReadAsync(cancellationToken);
        }

        if (!IsFresh(last) && await _reading.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            _ = RefreshAsync();
        }

        return last.Mapping;
    }

    /// <summary>The mapping as it is now at its origin, or as it last was.</summary>
    /// <inheritdoc cref="GetAsync" path="/exception"/>
    public async Task<VersionedMapping> ReadAsync(CancellationToken cancellationToken)
    {
        var seen = _last;
        await _reading.WaitAsync(cancellationToken);
        try
        {
            // Those who waited for the same reading share it.
            return _last != seen && _last is { } other ? other.Mapping : await ReadOriginAsync(cancellationToken);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    private bool IsFresh(Reading reading) => time.GetElapsedTime(reading.At) < options.MappingLifetime;

    private async Task RefreshAsync()
    {
        try
        {
            await ReadOriginAsync(CancellationToken.None);
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task<VersionedMapping> ReadOriginAsync(CancellationToken cancellationToken)
    {
        try
        {
            var version = await reading.ReadAsync(cancellationToken);
            var mapping = new VersionedMapping(version, await versions.GetAsync(version, cancellationToken));
            _last = new Reading(mapping, time.GetTimestamp());
            return mapping;
        }
        catch (Exception exception) when (_last is not null && exception is not OperationCanceledException)
        {
            Log.Kept(logger, _last.Mapping.Version, exception.Message);
            _last = _last with { At = time.GetTimestamp() };
            return _last.Mapping;
        }
    }

    private sealed record Reading(VersionedMapping Mapping, long At);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The mapping could not be read; live events go on with version {MappingVersion}: {Reason}")]
        public static partial void Kept(ILogger logger, string mappingVersion, string reason);
    }
}
