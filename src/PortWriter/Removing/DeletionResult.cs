using Pipeline.Ledger.Resources;
using Pipeline.Port;

namespace Pipeline.PortWriter.Removing;

/// <summary>What became of a deletion at Port.</summary>
internal sealed class DeletionResult
{
    private readonly Dictionary<EntityKey, string> _refused = [];
    private readonly HashSet<EntityKey> _absent = [];

    /// <summary>What Port refused, and why.</summary>
    public IReadOnlyDictionary<EntityKey, string> Refused => _refused;

    /// <summary>Entities that Port had and has no longer, those that went along with others included.</summary>
    public int Deleted { get; private set; }

    /// <summary>Whether Port did not have an entity any more.</summary>
    public bool IsAbsent(EntityKey entity) => _absent.Contains(entity);

    public void Add(string blueprint, BulkDeleteResult result)
    {
        Deleted += result.Deleted.Count;
        _absent.UnionWith(result.Absent.Select(identifier => new EntityKey(blueprint, identifier)));
        foreach (var rejection in result.Rejected)
        {
            _refused[new EntityKey(blueprint, rejection.Identifier)] = rejection.Reason ?? $"Port answered {rejection.StatusCode}";
        }
    }
}
