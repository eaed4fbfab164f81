namespace Pipeline.Simulator.Port.Entities;

/// <summary>An entity and what it has been.</summary>
internal sealed class EntityRecord(EntityState first)
{
    private readonly List<EntityVersion> versions = [new(1, first, Changed: true)];

    public EntityState State { get; private set; } = first;

    /// <summary>Writes so far, those included that are no longer kept.</summary>
    public int Writes { get; private set; } = 1;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<EntityVersion> Versions => versions;

    public void Write(EntityState next, bool changed, int most)
    {
        State = next;
        versions.Add(new(++Writes, next, changed));
        if (versions.Count > Math.Max(2, most))
        {
            versions.RemoveAt(1);
        }
    }
}
