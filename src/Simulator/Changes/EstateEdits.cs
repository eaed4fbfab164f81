using System.Collections.Concurrent;
using Pipeline.Simulator.Kinds;

namespace Pipeline.Simulator.Changes;

/// <summary>What was changed in the organisation since the world began, by scope. Nothing is kept of what never changed.</summary>
internal sealed class EstateEdits
{
    private readonly ConcurrentDictionary<ResourceKey, ScopeEdits> scopes = new();

    // Listing asks for every resource: while nothing was changed it must cost nothing.
    private volatile bool any;

    /// <summary>Held from a look at a resource to its change.</summary>
    public Lock Gate { get; } = new();

    public ScopeEdits? Find(in ResourceKey resource) => any ? scopes.GetValueOrDefault(ScopeOf(resource)) : null;

    public ScopeEdits Of(in ResourceKey resource)
    {
        any = true;
        return scopes.GetOrAdd(ScopeOf(resource), static _ => new ScopeEdits());
    }

    private static ResourceKey ScopeOf(in ResourceKey resource) => resource with { Index = 0, Edit = null };
}
