namespace Pipeline.PortWriter.Removing;

/// <summary>What a removal may take along.</summary>
/// <param name="RunId">The run whose approved sweep removes; null when no sweep does.</param>
/// <param name="WithDependents">Whether Port deletes what relates to an entity along with it (<c>deleteDependentEntities</c>).</param>
internal sealed record RemovalRules(Guid? RunId, bool WithDependents)
{
    /// <summary>Whether a live event waits for it.</summary>
    public bool IsLive { get; init; }
}
