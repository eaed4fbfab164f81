namespace Pipeline.Simulator;

/// <summary>Whether Port holds what the demo mapping must make of the simulated organisation.</summary>
public sealed record EqualityReport
{
    /// <summary>Entities listed by name in each list; the counts go on.</summary>
    public const int MostListed = 100;

    /// <summary>True when nothing is missing, different or unexpected.</summary>
    public bool Equal => MissingCount == 0 && DifferentCount == 0 && UnexpectedCount == 0;

    /// <summary>Entities that must be at Port.</summary>
    public required int Expected { get; init; }

    /// <summary>Entities at Port in the catalog's blueprints, those that others put there included.</summary>
    public required int AtPort { get; init; }

    /// <summary>Entities that are as they must be.</summary>
    public required int Matching { get; init; }

    /// <summary>Entities that must be at Port and are not.</summary>
    public required int MissingCount { get; init; }

    /// <summary>Entities at Port that are not as they must be.</summary>
    public required int DifferentCount { get; init; }

    /// <summary>Entities at Port that an integration put there and that must not be.</summary>
    public required int UnexpectedCount { get; init; }

    /// <summary>Entities that may be at Port or not, because an injected fault for good keeps them from being read or written.</summary>
    public required int ExcusedCount { get; init; }

    /// <summary>The first missing ones, as <c>blueprint/identifier</c>.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>The first different ones, with what differs.</summary>
    public required IReadOnlyList<string> Different { get; init; }

    /// <summary>The first unexpected ones, as <c>blueprint/identifier</c>.</summary>
    public required IReadOnlyList<string> Unexpected { get; init; }

    /// <summary>The injected faults for good, each with how many scopes and entities it excuses.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    /// <summary>Entities that must be at Port, by blueprint.</summary>
    public required IReadOnlyDictionary<string, int> ExpectedByBlueprint { get; init; }
}
