using System.Text.Json;
using Pipeline.Port;

namespace Pipeline.PortWriter.Removing;

/// <summary>Which blueprints relate to which, as Port tells; read anew when it is a few minutes old.</summary>
internal sealed class BlueprintRelations(PortClient port, TimeProvider time) : IDisposable
{
    // A relation that a user adds while entities go is found by Port itself: it refuses, or takes along what relates.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private IReadOnlyList<BlueprintRelation>? _known;
    private DateTimeOffset _readAt;

    /// <summary>The relations that lead to a blueprint.</summary>
    public async Task<IReadOnlyList<BlueprintRelation>> ToAsync(string blueprint, CancellationToken cancellationToken) =>
        [.. (await ReadAsync(cancellationToken)).Where(relation => relation.Target == blueprint)];

    /// <summary>The relations of a blueprint.</summary>
    public async Task<IReadOnlyList<BlueprintRelation>> FromAsync(string blueprint, CancellationToken cancellationToken) =>
        [.. (await ReadAsync(cancellationToken)).Where(relation => relation.Blueprint == blueprint)];

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    private async Task<IReadOnlyList<BlueprintRelation>> ReadAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (_known is null || time.GetUtcNow() - _readAt > Lifetime)
            {
                _known = [.. (await port.ListBlueprintsAsync(cancellationToken)).SelectMany(RelationsOf)];
                _readAt = time.GetUtcNow();
            }

            return _known;
        }
        finally
        {
            _reading.Release();
        }
    }

    private static IEnumerable<BlueprintRelation> RelationsOf(JsonElement blueprint) =>
        blueprint.TryGetProperty("relations", out var relations) && relations.ValueKind == JsonValueKind.Object
            ? relations.EnumerateObject().Select(relation => new BlueprintRelation(
                blueprint.GetProperty("identifier").GetString()!,
                relation.Name,
                relation.Value.TryGetProperty("target", out var target) ? target.GetString() ?? string.Empty : string.Empty,
                relation.Value.TryGetProperty("many", out var many) && many.ValueKind == JsonValueKind.True))
            : [];
}
