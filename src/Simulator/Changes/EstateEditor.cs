using Pipeline.Simulator.Changes.Events;
using Pipeline.Simulator.Kinds;
using Pipeline.Simulator.Kinds.Realistic;

namespace Pipeline.Simulator.Changes;

/// <summary>Changes resources, one at a time, and says what AWS tells about it.</summary>
internal sealed class EstateEditor(ResourceDirectory directory, EventWriter events, ChangeTracker tracker, TimeProvider clock)
{
    private long number;

    /// <summary>Who is told of each change.</summary>
    public Action<ResourceChange> Changed { get; set; } = static _ => { };

    /// <summary>A resource that was not there: a new one, or one with the identifier of a deleted one.</summary>
    /// <exception cref="ArgumentException">There is no such kind or deleted resource, or the kind needs a parent.</exception>
    public ResourceChange Create(string kind, string account, string region, string? identifier)
    {
        var known = Kind(kind);
        lock (directory.Edits.Gate)
        {
            if (identifier is null)
            {
                return Apply(known, region, NewKey(known, account, region), ResourceChangeKind.Created, edit => edit);
            }

            return directory.Numbered(known, account, region, identifier) is { Edit.IsDeleted: true } deleted
                ? Apply(known, region, deleted, ResourceChangeKind.Created, edit => new() { Revision = edit.Revision + 1 })
                : throw new ArgumentException($"There is no deleted {kind} with the identifier {identifier}.", nameof(identifier));
        }
    }

    /// <summary>Makes the properties of a resource, and those of its tags that are made with them, anew.</summary>
    /// <exception cref="ArgumentException">There is no such resource.</exception>
    public ResourceChange Change(string kind, string account, string region, string identifier) =>
        Edit(kind, account, region, identifier, ResourceChangeKind.Changed, edit => edit with { Revision = edit.Revision + 1 });

    /// <summary>Sets tags of a resource; a null takes the tag away.</summary>
    /// <exception cref="ArgumentException">There is no such resource.</exception>
    public ResourceChange Tag(string kind, string account, string region, string identifier, IReadOnlyDictionary<string, string?> tags) =>
        Edit(kind, account, region, identifier, ResourceChangeKind.Tagged, edit => edit with { Tags = Merge(edit.Tags, tags) });

    /// <summary>Deletes a resource.</summary>
    /// <exception cref="ArgumentException">There is no such resource.</exception>
    public ResourceChange Delete(string kind, string account, string region, string identifier) =>
        Edit(kind, account, region, identifier, ResourceChangeKind.Deleted, edit => edit with { IsDeleted = true });

    private ResourceChange Edit(
        string kind, string account, string region, string identifier, ResourceChangeKind what, Func<ResourceEdit, ResourceEdit> change)
    {
        var known = Kind(kind);
        lock (directory.Edits.Gate)
        {
            return directory.Find(known, account, region, identifier) is { } key
                ? Apply(known, region, key, what, change)
                : throw new ArgumentException($"There is no {kind} with the identifier {identifier} in {account} and {region}.", nameof(identifier));
        }
    }

    private ResourceChange Apply(SimulatedKind kind, string region, ResourceKey key, ResourceChangeKind what, Func<ResourceEdit, ResourceEdit> change)
    {
        var after = key with { Edit = change(key.Edit ?? new()) };
        var told = events.WithEvent(new()
        {
            Number = ++number,
            What = what,
            Kind = kind.Name,
            AccountId = key.Account,
            Region = RegionOf(kind, after, region),
            Identifier = kind.IdentifierOf(key),
            At = clock.GetUtcNow(),
        });

        // Expected before it is so: a writer that is quick must not be missed.
        tracker.Expect(kind, key, after, what);
        directory.Edits.Of(key).Put(key.Index, after.Edit!);
        Changed(told);
        return told;
    }

    private ResourceKey NewKey(SimulatedKind kind, string account, string region)
    {
        if (kind.ListRequires.Count > 0)
        {
            throw new ArgumentException($"A {kind.Name} cannot be created: it would need {string.Join(", ", kind.ListRequires)}.", nameof(kind));
        }

        var scope = directory.ScopeOf(kind, account, region);
        var key = scope with { Index = directory.CountOf(kind, scope) };
        directory.Edits.Of(scope).Grow();
        return key;
    }

    private SimulatedKind Kind(string name) =>
        directory.Kinds.Find(name) ?? throw new ArgumentException($"There is no kind {name} in this world.", nameof(name));

    // AWS reports what is the same in all regions from one; a bucket's events come from where the bucket is.
    private static string RegionOf(SimulatedKind kind, in ResourceKey key, string region) =>
        kind is Bucket bucket ? bucket.RegionOf(key) : kind.IsGlobal ? "us-east-1" : region;

    private static Dictionary<string, string?> Merge(IReadOnlyDictionary<string, string?> before, IReadOnlyDictionary<string, string?> given)
    {
        var merged = before.ToDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in given)
        {
            merged[name] = value;
        }

        return merged;
    }
}
