using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Pipeline.Port;

/// <summary>
/// Port's API as this system uses it. One for the process: token, rate budget and concurrency are shared by all calls.
/// Safe for concurrent use. Calls wait through throttling and outages up to the patience of <see cref="PortOptions"/>.
/// </summary>
/// <remarks>Every call may throw <see cref="PortException"/>; with wrong credentials <see cref="PortAuthenticationException"/>.</remarks>
public sealed partial class PortClient : IDisposable
{
    private readonly PortOptions _options;
    private readonly PortMeter _meter;
    private readonly PortTransport _transport;

    /// <param name="options">Checked here too.</param>
    /// <param name="handler">What sends requests; null for real connections. Disposed with the client.</param>
    /// <param name="time">Clock for waits and expiry.</param>
    /// <param name="jitter">Gives numbers from 0 up to 1, for waits.</param>
    /// <param name="logger">Outages and repeats.</param>
    /// <param name="meters">Makes the meter <c>Pipeline.Port</c>.</param>
    /// <exception cref="OptionsValidationException">The options have faults; all are named.</exception>
    public PortClient(
        PortOptions options,
        HttpMessageHandler? handler = null,
        TimeProvider? time = null,
        Func<double>? jitter = null,
        ILogger<PortClient>? logger = null,
        IMeterFactory? meters = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var verdict = new PortOptionsValidator().Validate(name: null, options);
        if (verdict.Failed)
        {
            throw new OptionsValidationException(nameof(PortOptions), typeof(PortOptions), verdict.Failures);
        }

        _options = options;
        _meter = new PortMeter(meters);
        _transport = new PortTransport(
            options,
            handler ?? PortHttpHandler.Create(options),
            time ?? TimeProvider.System,
            jitter ?? Random.Shared.NextDouble,
            _meter,
            logger ?? NullLogger<PortClient>.Instance);
    }

    /// <summary>What was done so far.</summary>
    public PortStatistics Statistics => _meter.Snapshot;

    /// <summary>Set while Port is down: then take no more work, the calls under way are waiting.</summary>
    public PortOutage? Outage => _transport.Outage;

    /// <inheritdoc/>
    public void Dispose()
    {
        _transport.Dispose();
        _meter.Dispose();
    }

    private static ReadOnlyMemory<byte> Bytes(JsonElement element)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            element.WriteTo(writer);
        }

        return buffer.ToArray();
    }
}
