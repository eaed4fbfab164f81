namespace Pipeline.Ingress.LiveEvents.Catalog;

/// <summary>An event catalog that cannot be used; each error says where and what.</summary>
public sealed class EventCatalogException(IReadOnlyList<string> errors)
    : Exception($"The event catalog cannot be used: {string.Join("; ", errors)}")
{
    /// <summary>One sentence per fault.</summary>
    public IReadOnlyList<string> Errors { get; } = errors;
}
