namespace Pipeline.Ledger;

/// <summary>Entities that were changed at Port.</summary>
/// <param name="Written">Entities Port took.</param>
/// <param name="Deleted">Entities Port deleted.</param>
public readonly record struct ChangeCount(long Written, long Deleted)
{
    /// <summary>What came between two counts.</summary>
    public static ChangeCount operator -(ChangeCount later, ChangeCount earlier) =>
        new(later.Written - earlier.Written, later.Deleted - earlier.Deleted);
}
