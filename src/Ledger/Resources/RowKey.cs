using Pipeline.Contracts;

namespace Pipeline.Ledger.Resources;

/// <summary>
/// Names a row: a resource as one scope shows it. Two scopes that differ in their listing options only show the same
/// resource in different shapes, to different blocks, with tickets of their own, so each has its row.
/// </summary>
/// <param name="Scope">The scope.</param>
/// <param name="Identifier">AWS's identifier of the resource within the scope.</param>
public readonly record struct RowKey(Scope Scope, string Identifier)
{
    /// <summary>The resource, however it is listed.</summary>
    public ResourceKey Resource => ResourceKey.Of(Scope, Identifier);

    /// <inheritdoc/>
    public override string ToString() => $"{Scope}/{Identifier}";
}
