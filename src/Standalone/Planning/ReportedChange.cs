using Pipeline.Contracts;
using Pipeline.PortWriter.Planning;

namespace Pipeline.Standalone.Planning;

/// <summary>What a run would do to one entity.</summary>
/// <param name="Action">What.</param>
/// <param name="Blueprint">The entity's blueprint.</param>
/// <param name="Identifier">The entity's identifier.</param>
/// <param name="Scope">Where the resource is that makes it, or made it; null for what no resource makes.</param>
/// <param name="Differences">The fields that would change.</param>
internal sealed record ReportedChange(
    ChangeKind Action, string Blueprint, string Identifier, Scope? Scope, IReadOnlyList<EntityDifference> Differences)
{
    /// <summary>Whether it would be seen at Port.</summary>
    public bool IsVisible => Action is ChangeKind.Create or ChangeKind.Change or ChangeKind.Placeholder or ChangeKind.Delete;
}
