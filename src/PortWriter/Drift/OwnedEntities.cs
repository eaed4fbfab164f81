using System.Runtime.CompilerServices;
using System.Text.Json;
using Pipeline.Ledger.Resources;
using Pipeline.Port;
using Pipeline.PortWriter.Planning;

namespace Pipeline.PortWriter.Drift;

/// <summary>Reads which entities at Port this installation owns.</summary>
internal sealed class OwnedEntities(PortClient port, PlannedEntities planned)
{
    /// <summary>
    /// Their names, page by page. Where Port lacks the route that lists all of them, each blueprint is searched: a
    /// missing route never means that Port holds nothing.
    /// </summary>
    /// <param name="before">Only entities last changed before; null for all.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public IAsyncEnumerable<EntityKey> ListAsync(DateTimeOffset? before, CancellationToken cancellationToken) =>
        HeldAsync(before, cancellationToken).Where(entity => !planned.IsGone(entity));

    private async IAsyncEnumerable<EntityKey> HeldAsync(DateTimeOffset? before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var all = port.OwnedEntitiesAsync(before, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (all)
        {
            if (await TryBeginAsync(all) is { } any)
            {
                for (var more = any; more; more = await all.MoveNextAsync())
                {
                    yield return new EntityKey(all.Current.GetProperty("blueprint").GetString()!, Identifier(all.Current));
                }

                yield break;
            }
        }

        foreach (var blueprint in await BlueprintsAsync(cancellationToken))
        {
            await foreach (var entity in port.OwnedEntitiesAsync(blueprint, ["identifier", "$updatedAt"], cancellationToken))
            {
                if (before is null || IsBefore(entity, before.Value))
                {
                    yield return new EntityKey(blueprint, Identifier(entity));
                }
            }
        }
    }

    // Null when the route is missing.
    private static async Task<bool?> TryBeginAsync(IAsyncEnumerator<JsonElement> entities)
    {
        try
        {
            return await entities.MoveNextAsync();
        }
        catch (PortException exception) when (exception.Kind == PortErrorKind.RouteMissing)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<string>> BlueprintsAsync(CancellationToken cancellationToken) =>
        [.. (await port.ListBlueprintsAsync(cancellationToken)).Select(Identifier)];

    private static string Identifier(JsonElement named) => named.GetProperty("identifier").GetString()!;

    // One whose age is not told may have been written a moment ago.
    private static bool IsBefore(JsonElement entity, DateTimeOffset moment) =>
        entity.TryGetProperty("updatedAt", out var updated) && updated.TryGetDateTimeOffset(out var at) && at < moment;
}
