using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Pipeline.Port;

/// <content>Entities.</content>
public sealed partial class PortClient
{
    /// <summary>Largest page of a search (Port API reference).</summary>
    private const int SearchPage = 1000;

    /// <summary>Page of the datasource route (what Port's own client asks for).</summary>
    private const int OwnedPage = 5000;

    /// <summary>
    /// Writes entities of one blueprint. Entities that Port refuses do not keep the others from being written; each has its
    /// outcome. Requests are cut to Port's limits. No entity may be in a call twice: which of the two wins is not certain.
    /// </summary>
    /// <param name="blueprint">Blueprint at Port.</param>
    /// <param name="entities">Each a JSON object in UTF-8, sent as it is.</param>
    /// <param name="options">How to write.</param>
    /// <param name="cancellationToken">Gives up; what was sent may have been written.</param>
    public Task<BulkUpsertResult> UpsertAsync(
        string blueprint, IReadOnlyList<ReadOnlyMemory<byte>> entities, UpsertOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entities);
        ArgumentNullException.ThrowIfNull(options);
        return new BulkUpsert(_transport, _options, blueprint, entities, options).RunAsync(cancellationToken);
    }

    /// <summary>Deletes entities of one blueprint, 100 in a request; one that Port keeps does not keep the others.</summary>
    public Task<BulkDeleteResult> DeleteAsync(
        string blueprint, IReadOnlyList<string> identifiers, bool deleteDependents, CancellationToken cancellationToken) =>
        DeleteAsync(blueprint, identifiers, deleteDependents, isLive: false, cancellationToken);

    /// <inheritdoc cref="DeleteAsync(string, IReadOnlyList{string}, bool, CancellationToken)"/>
    /// <param name="blueprint">Blueprint at Port.</param>
    /// <param name="identifiers">What to delete.</param>
    /// <param name="deleteDependents">Whether what relates to them goes too.</param>
    /// <param name="isLive">Whether a live event waits for it.</param>
    /// <param name="cancellationToken">Gives up; some may have been deleted.</param>
    public Task<BulkDeleteResult> DeleteAsync(
        string blueprint, IReadOnlyList<string> identifiers, bool deleteDependents, bool isLive, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identifiers);
        return new BulkDelete(_transport, _options, blueprint, deleteDependents, isLive).RunAsync(identifiers, cancellationToken);
    }

    /// <summary>Deletes one entity. False when Port did not have it.</summary>
    public async Task<bool> DeleteEntityAsync(
        string blueprint, string identifier, bool deleteDependents, CancellationToken cancellationToken)
    {
        var request = new PortRequest(HttpMethod.Delete, PortPath.Of("blueprints", blueprint, "entities", identifier))
        {
            Query = $"?delete_dependents={PortPath.Flag(deleteDependents)}",
            IsEntityOperation = true,
            IsWrite = true,
        };
        return await FindAsync(request, cancellationToken) is not null;
    }

    /// <summary>Entities of one blueprint that match a search query, page by page.</summary>
    /// <param name="blueprint">Blueprint at Port.</param>
    /// <param name="query">A search query: <c>{"combinator","rules"}</c>.</param>
    /// <param name="include">Fields to return; empty for all.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public IAsyncEnumerable<JsonElement> SearchAsync(
        string blueprint, JsonElement query, IReadOnlyList<string> include, CancellationToken cancellationToken) =>
        PagesAsync(
            from => new PortRequest(HttpMethod.Post, PortPath.Of("blueprints", blueprint, "entities", "search"))
            {
                Body = JsonSerializer.SerializeToUtf8Bytes(
                    new SearchRequest(query, include is { Count: > 0 } ? include : null, SearchPage, from), PortJson.Default.SearchRequest),
                IsEntityOperation = true,
            },
            cancellationToken);

    /// <summary>Entities of one blueprint that this installation owns.</summary>
    public IAsyncEnumerable<JsonElement> OwnedEntitiesAsync(
        string blueprint, IReadOnlyList<string> include, CancellationToken cancellationToken) =>
        SearchAsync(blueprint, OwnershipQuery(), include, cancellationToken);

    /// <summary>
    /// Entities of all blueprints that this installation owns. The route is not in Port's public reference: where it is
    /// missing this throws with <see cref="PortErrorKind.RouteMissing"/>, which never means that there are none.
    /// </summary>
    /// <param name="before">Only entities last changed before.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public IAsyncEnumerable<JsonElement> OwnedEntitiesAsync(DateTimeOffset? before, CancellationToken cancellationToken) =>
        PagesAsync(
            from => new PortRequest(HttpMethod.Post, PortPath.Of("blueprints", "entities", "datasource-entities"))
            {
                Body = JsonSerializer.SerializeToUtf8Bytes(
                    new OwnedRequest
                    {
                        Prefix = $"port-ocean/{_options.IntegrationType}/",
                        Suffix = $"/{_options.IntegrationIdentifier}/exporter",
                        Limit = OwnedPage,
                        Before = before?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
                        From = from,
                    },
                    PortJson.Default.OwnedRequest),
                IsEntityOperation = true,
                HasNoResource = true,
            },
            cancellationToken);

    private async IAsyncEnumerable<JsonElement> PagesAsync(
        Func<string?, PortRequest> pageAfter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? from = null;
        do
        {
            var request = pageAfter(from);
            var answer = await _transport.RequireAsync(request, cancellationToken);
            var page = PortJson.Read(request, answer, PortJson.Default.EntityPage);

            // A list that is not there, or a cursor that does not move, must not pass for the end of the entities.
            var entities = page.Entities ?? throw PortErrors.Unreadable(request, answer, exception: null);
            if (page.Next is { Length: > 0 } && page.Next == from)
            {
                throw PortErrors.Unreadable(request, answer, exception: null);
            }

            foreach (var entity in entities)
            {
                yield return entity;
            }

            from = page.Next;
        }
        while (!string.IsNullOrEmpty(from));
    }

    // Port keeps the User-Agent of the writer as the entity's datasource.
    private JsonElement OwnershipQuery() => JsonSerializer.SerializeToElement(
        new SearchQuery("and",
        [
            new SearchRule("$datasource", "contains", $"port-ocean/{_options.IntegrationType}/"),
            new SearchRule("$datasource", "contains", $"/{_options.IntegrationIdentifier}/exporter"),
        ]),
        PortJson.Default.SearchQuery);
}
