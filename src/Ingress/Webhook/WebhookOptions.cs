using Pipeline.ServiceDefaults;

namespace Pipeline.Ingress.Webhook;

/// <summary>Who may send live events, and where to.</summary>
public sealed record WebhookOptions
{
    /// <summary>The keys that are accepted: one, or two while senders change from one to the other. None: nobody may send.</summary>
    public IReadOnlyList<Secret> Keys { get; init; } = [];

    /// <summary>A file with more keys, one a line, that is read again when it changes; null for none.</summary>
    public string? KeyFile { get; init; }

    /// <summary>What is put before the routes, such as <c>/aws</c>; null for nothing. They are served without it too.</summary>
    public string? PathPrefix { get; init; }

    /// <summary>Requests that are worked on at one time; more are told to come again.</summary>
    public int ConcurrentRequests { get; init; } = 500;
}
