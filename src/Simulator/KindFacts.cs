namespace Pipeline.Simulator;

/// <summary>What Cloud Control knows about a kind apart from its properties.</summary>
/// <param name="Name">The kind, such as <c>AWS::ECS::Service</c>.</param>
/// <param name="PrimaryIdentifier">Properties whose values, joined with <c>|</c> in this order, identify a resource.</param>
/// <param name="ListRequires">Properties a caller must give to list the kind; empty for most.</param>
public sealed record KindFacts(
    string Name,
    IReadOnlyList<string> PrimaryIdentifier,
    IReadOnlyList<string> ListRequires);
