using System.Text.Json;
using Pipeline.Port;

namespace Pipeline.Ingress.Installation.Removal;

/// <summary>Reads which entities the installation wrote.</summary>
public sealed class OwnedEntities(PortClient port)
{
    /// <summary>Their identifiers by blueprint.</summary>
    /// <param name="blueprints">Every blueprint, to be asked one by one where Port cannot be asked for all at once.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> ReadAsync(
        IEnumerable<string> blueprints, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(port.OwnedEntitiesAsync(before: null, cancellationToken), cancellationToken);
        }
        catch (PortException exception) when (exception.Kind == PortErrorKind.RouteMissing)
        {
            var owned = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
            foreach (var blueprint in blueprints)
            {
                var entities = await ReadAsync(port.OwnedEntitiesAsync(blueprint, ["$identifier", "$blueprint"], cancellationToken), cancellationToken);
                owned[blueprint] = entities.GetValueOrDefault(blueprint, []);
            }

            return owned;
        }
    }

    private static async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> ReadAsync(
        IAsyncEnumerable<JsonElement> entities, CancellationToken cancellationToken)
    {
        var owned = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        await foreach (var entity in entities.WithCancellation(cancellationToken))
        {
            var blueprint = entity.GetProperty("blueprint").GetString()!;
            if (!owned.TryGetValue(blueprint, out var identifiers))
            {
                owned[blueprint] = identifiers = [];
            }

            identifiers.Add(entity.GetProperty("identifier").GetString()!);
        }

        return owned.ToDictionary(entry => entry.Key, entry => (IReadOnlyList<string>)entry.Value, StringComparer.Ordinal);
    }
}
