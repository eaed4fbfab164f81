using Microsoft.Extensions.Logging;

namespace Pipeline.Ingress.Webhook;

/// <summary>
/// The keys that senders may use now. The file of keys is looked at again at most twice a second, so a key that was taken out
/// of it is refused within a second.
/// </summary>
internal sealed partial class WebhookKeys(WebhookOptions options, TimeProvider time, ILogger<WebhookKeys> logger)
{
    /// <summary>Keys below this length are warned about: 32 characters of hexadecimal digits are 128 bits.</summary>
    public const int ShortKey = 32;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private KeyRing? _ring;
    private string[] _fromFile = [];
    private long _readAt;

    /// <summary>Whether a key may send.</summary>
    public bool Accept(string presented) => Ring().Holds(presented);

    private KeyRing Ring()
    {
        if (_ring is { } ring && (options.KeyFile is null || time.GetElapsedTime(Volatile.Read(ref _readAt)) < Lifetime))
        {
            return ring;
        }

        lock (_lock)
        {
            if (_ring is null || time.GetElapsedTime(_readAt) >= Lifetime)
            {
                _fromFile = ReadFile();
                _ring = new KeyRing([.. options.Keys.Select(key => key.Reveal()), .. _fromFile]);
                Volatile.Write(ref _readAt, time.GetTimestamp());
            }

            return _ring;
        }
    }

    // Read and not asked for its date: Kubernetes changes a mounted file by changing what a link points at.
    private string[] ReadFile()
    {
        if (options.KeyFile is not { } file)
        {
            return [];
        }

        try
        {
            var keys = File.ReadAllLines(file).Select(line => line.Trim()).Where(line => line.Length > 0).ToArray();
            if (!keys.SequenceEqual(_fromFile))
            {
                Log.Read(logger, keys.Length, keys.Count(key => key.Length < ShortKey));
            }

            return keys;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.NotRead(logger, exception.Message);
            return _fromFile;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The file of webhook keys holds {Count} keys, of which {Short} are shorter than 32 characters")]
        public static partial void Read(ILogger logger, int count, int @short);

        [LoggerMessage(2, LogLevel.Warning, "The file of webhook keys could not be read; the keys it had last are still accepted: {Reason}")]
        public static partial void NotRead(ILogger logger, string reason);
    }
}
