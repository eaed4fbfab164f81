namespace Pipeline.Port;

/// <summary>An access token. Two fetched ones differ even when Port gave out the same text twice.</summary>
internal sealed class PortToken(string authorization, DateTimeOffset refreshAt, DateTimeOffset expiresAt)
{
    /// <summary>The value of the Authorization header.</summary>
    public string Authorization { get; } = authorization;

    public bool IsExpired(DateTimeOffset now) => now >= expiresAt;

    public bool IsDue(DateTimeOffset now) => now >= refreshAt;
}
