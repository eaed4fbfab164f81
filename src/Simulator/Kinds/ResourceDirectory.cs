using Pipeline.Simulator.Changes;
using Pipeline.Simulator.Faults;
using Pipeline.Simulator.Organisation;

namespace Pipeline.Simulator.Kinds;

/// <summary>Which resources exist in which account and region, as it is now.</summary>
internal sealed class ResourceDirectory(SimulatedOrganisation organisation, SimulatorOptions options, FaultBook faults)
{
    private long served;

    public KindCatalog Kinds { get; } = new(options);

    /// <summary>What has changed since the world began.</summary>
    public EstateEdits Edits { get; } = new();

    /// <summary>Resource descriptions handed out so far.</summary>
    public long ServedSoFar => Interlocked.Read(ref served);

    public void Served(int count) => Interlocked.Add(ref served, count);

    /// <summary>Numbers that resources of the scope have or had: those from 0 up to this.</summary>
    public int CountOf(SimulatedKind kind, in ResourceKey scope) => FirstCount(kind) + (Edits.Find(scope)?.Created ?? 0);

    /// <summary>Resources that each scope of the kind began with.</summary>
    public int FirstCount(SimulatedKind kind) =>
        !Kinds.Populated.Contains(kind.Name) ? 0 : kind.ListsOnlyTheNamed ? 1 : options.ResourcesPerScope;

    public ResourceKey ScopeOf(SimulatedKind kind, string account, string region) =>
        new(organisation.Seed, account, kind.IsGlobal ? "global" : region, kind.Name, 0);

    /// <summary>The resource with the identifier; null when the scope has none.</summary>
    public ResourceKey? Find(SimulatedKind kind, string account, string region, string identifier) =>
        Numbered(kind, account, region, identifier) is { } key ? Present(key, identifier) : null;

    /// <summary>The resource that has, or had, the identifier.</summary>
    public ResourceKey? Numbered(SimulatedKind kind, string account, string region, string identifier)
    {
        var scope = ScopeOf(kind, account, region) with { Parent = kind.ParentIn(identifier) };
        var index = kind.IndexOf(identifier, scope);
        return index >= 0 && index < CountOf(kind, scope) ? WithEdit(scope with { Index = index }) : null;
    }

    /// <summary>The resource as it is now; null when it was deleted, or when an injected fault made it vanish.</summary>
    public ResourceKey? Present(in ResourceKey resource, string identifier)
    {
        var key = WithEdit(resource);
        return key.Edit?.IsDeleted != true && IsThere(key, identifier) ? key : null;
    }

    private ResourceKey WithEdit(in ResourceKey key) => key with { Edit = Edits.Find(key)?.Of(key.Index) };

    private bool IsThere(in ResourceKey key, string identifier)
    {
        if (!faults.HasAny(SimulatorFaultKind.Vanish))
        {
            return true;
        }

        var call = new FaultCall { Account = key.Account, Region = key.Region, ResourceKind = key.Kind, Identifier = identifier };
        return !faults.HasVanished(call, key.Share());
    }
}
