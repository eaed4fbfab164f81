namespace Pipeline.Ingress.LiveEvents.Catalog;

/// <summary>What an event, or one of several API calls, says about which resources.</summary>
internal sealed record EventRow
{
    /// <summary>The kinds of the resources; empty where the identifier tells the kind: an ARN, or an EC2 id with its prefix.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    /// <summary>Where the identifiers are; the first place that has any counts.</summary>
    public required IReadOnlyList<IdentifierPath> Identifier { get; init; }

    /// <summary>The API calls; empty for an event that is none.</summary>
    public IReadOnlyList<NamePattern> Calls { get; init; } = [];

    /// <summary>Those of the calls that create the resource.</summary>
    public IReadOnlyList<NamePattern> Created { get; init; } = [];

    public bool IsOf(string call) => Calls.Any(pattern => pattern.Matches(call));

    public bool Creates(string call) => Created.Any(pattern => pattern.Matches(call));
}
