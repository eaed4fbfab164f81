using Pipeline.ServiceDefaults;

namespace Pipeline.Ingress.Triggers.Hook;

/// <summary>Who may ask for a run over HTTP.</summary>
public sealed record ResyncHookOptions
{
    /// <summary>The key that may; null for none.</summary>
    public Secret? Key { get; init; }

    /// <summary>What Port signs its requests with: the client secret; null when its signature is not looked for.</summary>
    public Secret? SigningSecret { get; init; }

    /// <summary>Whether anybody may, as with Ocean.</summary>
    public bool Anonymous { get; init; }
}
