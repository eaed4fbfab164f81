using Pipeline.Simulator.Faults;
using Pipeline.Simulator.Organisation;

namespace Pipeline.Simulator.Kinds;

/// <summary>Which resources exist in which account and region.</summary>
internal sealed class ResourceDirectory(SimulatedOrganisation organisation, SimulatorOptions options, FaultBook faults)
{
    private long served;

    public KindCatalog Kinds { get; } = new(options);

    /// <summary>Resource descriptions handed out so far.</summary>
    public long ServedSoFar => Interlocked.Read(ref served);

    public void Served(int count) => Interlocked.Add(ref served, count);

    /// <summary>Resources in each scope of the kind.</summary>
    public int CountOf(SimulatedKind kind) =>
        !Kinds.Populated.Contains(kind.Name) ? 0 : kind.ListsOnlyTheNamed ? 1 : options.ResourcesPerScope;

    public ResourceKey ScopeOf(SimulatedKind kind, string account, string region) =>
        new(organisation.Seed, account, kind.IsGlobal ? "global" : region, kind.Name, 0);

    /// <summary>The resource with the identifier; null when the scope has none.</summary>
    public ResourceKey? Find(SimulatedKind kind, string account, string region, string identifier)
    {
        var scope = ScopeOf(kind, account, region) with { Parent = kind.ParentIn(identifier) };
        var index = kind.IndexOf(identifier, scope);
        var key = scope with { Index = index };
        return index >= 0 && index < CountOf(kind) && IsThere(key, identifier) ? key : null;
    }

    /// <summary>False when an injected fault made the resource vanish.</summary>
    public bool IsThere(in ResourceKey key, string identifier)
    {
        if (!faults.HasAny(SimulatorFaultKind.Vanish))
        {
            return true;
        }

        var call = new FaultCall { Account = key.Account, Region = key.Region, ResourceKind = key.Kind, Identifier = identifier };
        return !faults.HasVanished(call, key.Share());
    }
}
