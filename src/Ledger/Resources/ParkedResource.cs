namespace Pipeline.Ledger.Resources;

/// <summary>A resource of which Port did not take an entity yet, because what it relates to was not there.</summary>
/// <param name="Row">The resource.</param>
/// <param name="Content">Where the claim-check store holds what it makes.</param>
/// <param name="Rejected">What Port did not take, and why; nothing once all of it is written.</param>
public sealed record ParkedResource(RowKey Row, string Content, IReadOnlyList<RejectedEntity> Rejected)
{
    /// <summary>Entities of it that Port took when it was tried again.</summary>
    public int Written { get; init; }

    /// <summary>Whether it waits still.</summary>
    public bool Waits => Rejected.Count > 0;
}
