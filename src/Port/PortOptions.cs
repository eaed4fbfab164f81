namespace Pipeline.Port;

/// <summary>How to reach Port and how hard to try. Checked by <see cref="PortOptionsValidator"/>.</summary>
public sealed class PortOptions
{
    /// <summary>The public address of the European region; the American one is <c>https://api.us.getport.io</c>.</summary>
    public const string DefaultBaseUrl = "https://api.getport.io";

    /// <summary>Port's limit for the body of any request, in bytes (Port API reference: 1 MiB, larger is answered 413).</summary>
    public const int MaximumBodyBytes = 1024 * 1024;

    /// <summary>Port's limit for one bulk upsert (Port API reference).</summary>
    public const int MaximumBatchSize = 20;

    /// <summary>Root of Port's API without <c>/v1</c>. https, except on a loopback host, or where <see cref="AllowPlainHttp"/> is set.</summary>
    public string BaseUrl { get; set; } = DefaultBaseUrl;

    /// <summary>Whether http may go to another machine, credentials and all: for a stand-in in a private network.</summary>
    public bool AllowPlainHttp { get; set; }

    /// <summary>Identifier of the credentials, from Port's <c>Credentials</c> page.</summary>
    public string ClientId { get; set; } = string.Empty;

    /// <summary>Secret of the credentials. Never printed.</summary>
    public string ClientSecret { get; set; } = string.Empty;

    /// <summary>Installation identifier: with <see cref="IntegrationType"/> it says which entities at Port are ours.</summary>
    public string IntegrationIdentifier { get; set; } = string.Empty;

    /// <summary>Integration type as Port knows it.</summary>
    public string IntegrationType { get; set; } = "aws";

    /// <summary>Version sent as part of the User-Agent.</summary>
    public string IntegrationVersion { get; set; } = "0.1.0";

    /// <summary>Longest time for one attempt of one request, answer included. Default 30 s.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a write is repeated while Port is down, slow or refusing. Default 30 minutes: an outage delays
    /// messages rather than failing them. <see cref="Timeout.InfiniteTimeSpan"/> means until the caller cancels.
    /// </summary>
    public TimeSpan WritePatience { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>The same for every other call. Default 1 minute: a start against a Port that is away ends with an error.</summary>
    public TimeSpan ReadPatience { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Most requests in flight at once, between 1 and 50. Default 10.</summary>
    public int MaximumConcurrency { get; set; } = 10;

    /// <summary>Entities in one bulk upsert, between 1 and <see cref="MaximumBatchSize"/>.</summary>
    public int BatchSize { get; set; } = MaximumBatchSize;

    /// <summary>Entities in one bulk deletion, between 1 and 100, Port's limit.</summary>
    public int DeleteBatchSize { get; set; } = BulkDelete.MaximumBatchSize;

    /// <summary>Bytes in the body of one bulk upsert, at most <see cref="MaximumBodyBytes"/>.</summary>
    public int BatchBytes { get; set; } = MaximumBodyBytes;

    /// <summary>Where it goes, never with what.</summary>
    public override string ToString() => $"Port at {BaseUrl} as {IntegrationType}/{IntegrationIdentifier}";
}
