using System.Text.Json;
using Pipeline.Port;

namespace Pipeline.PortWriter.Removing;

/// <summary>Which blueprints relate to which, as Port tells; read anew when it is a few minutes old.</summary>
internal sealed class BlueprintRelations(PortClient port, TimeProvider time) : IDisposable
{
    // A relation that a user adds while entities go is found by Port itself: it refuses, or takes along what relates.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private ILookup<string, BlueprintRelation>? _byTarget;
    private DateTimeOffset _readAt;

    /// <summary>The relations that lead to a blueprint.</summary>
    public async Task<IReadOnlyList<BlueprintRelation>> ToAsync(string blueprint, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (_byTarget is null || time.GetUtcNow() - _readAt > Lifetime)
            {
                _byTarget = Read(await port.ListBlueprintsAsync(cancellationToken));
                _readAt = time.GetUtcNow();
            }

            return [.. _byTarget[blueprint]];
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    private static ILookup<string, BlueprintRelation> Read(IReadOnlyList<JsonElement> blueprints) => blueprints
        .Where(blueprint => blueprint.TryGetProperty("relations", out var relations) && relations.ValueKind == JsonValueKind.Object)
        .SelectMany(blueprint => blueprint.GetProperty("relations").EnumerateObject().Select(relation => (
            Target: relation.Value.TryGetProperty("target", out var target) ? target.GetString() ?? string.Empty : string.Empty,
            Relation: new BlueprintRelation(
                blueprint.GetProperty("identifier").GetString()!,
                relation.Name,
                relation.Value.TryGetProperty("many", out var many) && many.ValueKind == JsonValueKind.True))))
        .ToLookup(found => found.Target, found => found.Relation, StringComparer.Ordinal);
}
