using Pipeline.ServiceDefaults;

namespace Pipeline.Ingress.Api;

/// <summary>Who may ask about runs, start and cancel them over HTTP. Nobody may without a key.</summary>
public sealed record RunApiOptions
{
    /// <summary>The keys that may.</summary>
    public required IReadOnlyList<Secret> Keys { get; init; }

    /// <summary>Runs that may be started or cancelled in a minute: each costs AWS and Port thousands of calls.</summary>
    public int OrdersPerMinute { get; init; } = 10;
}
