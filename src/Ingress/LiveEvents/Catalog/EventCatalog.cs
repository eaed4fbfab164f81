using System.Collections.Frozen;
using System.Text.Json;

namespace Pipeline.Ingress.LiveEvents.Catalog;

/// <summary>
/// What AWS's events are about. It is data: the rows that come with the program, and those a user adds in a file of the
/// same form.
/// </summary>
public sealed class EventCatalog
{
    private const string EveryService = "*";

    private readonly FrozenDictionary<(string Source, string DetailType), IReadOnlyList<EventRow>> _events;
    private readonly FrozenDictionary<string, IReadOnlyList<EventRow>> _calls;
    private readonly FrozenDictionary<string, IReadOnlyList<ResourceForm>> _arns;
    private readonly IReadOnlyList<ResourceForm> _prefixes;

    internal EventCatalog(EventCatalogRows rows)
    {
        _events = rows.Events.GroupBy(row => row.Key, row => row.Value).ToFrozenDictionary(row => row.Key, IReadOnlyList<EventRow> (row) => [.. row]);
        _calls = rows.Calls.GroupBy(row => row.Key, row => row.Value).ToFrozenDictionary(row => row.Key, IReadOnlyList<EventRow> (row) => [.. row]);
        _arns = rows.Arns.GroupBy(arn => arn.Key, arn => arn.Value).ToFrozenDictionary(arn => arn.Key, IReadOnlyList<ResourceForm> (arn) => [.. arn]);
        _prefixes = rows.Prefixes;
        Kinds = rows.Kinds.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Every kind that some event can be about.</summary>
    public IReadOnlySet<string> Kinds { get; }

    /// <summary>The catalog that comes with the program, with a user's rows added.</summary>
    /// <param name="added">The user's rows as JSON; null for none.</param>
    /// <exception cref="EventCatalogException">The user's rows cannot be used.</exception>
    public static EventCatalog Load(ReadOnlyMemory<byte>? added = null)
    {
        using var stream = typeof(EventCatalog).Assembly.GetManifestResourceStream("event-catalog.json")!;
        using var own = JsonDocument.Parse(stream);
        var rows = new EventCatalogRows();
        EventCatalogReader.Read(own.RootElement, rows);
        if (added is { } json)
        {
            using var document = Parse(json);
            EventCatalogReader.Read(document.RootElement, rows);
        }

        return rows.Errors.Count == 0 ? new EventCatalog(rows) : throw new EventCatalogException(rows.Errors);
    }

    internal IReadOnlyList<EventRow> OfEvent(string source, string detailType) => _events.GetValueOrDefault((source, detailType), []);

    /// <summary>The rows of an API call; those of its own service before those of every service.</summary>
    internal IReadOnlyList<EventRow> OfCall(string service, string call)
    {
        var own = _calls.GetValueOrDefault(service, []).Where(row => row.IsOf(call)).ToList();
        return own.Count > 0 ? own : [.. _calls.GetValueOrDefault(EveryService, []).Where(row => row.IsOf(call))];
    }

    /// <summary>The kinds an identifier alone tells; none when it tells none.</summary>
    internal IReadOnlyList<string> KindsOf(string identifier) => Arn.TryParse(identifier) is { } arn
        ? Longest(_arns.GetValueOrDefault(arn.Service, []), arn.Resource)
        : Longest(_prefixes, identifier);

    private static IReadOnlyList<string> Longest(IEnumerable<ResourceForm> forms, string text) => forms
        .Where(form => text.StartsWith(form.Beginning, StringComparison.Ordinal))
        .MaxBy(form => form.Beginning.Length)?.Kinds ?? [];

    private static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException exception)
        {
            throw new EventCatalogException([$"it is not JSON: {exception.Message}"]);
        }
    }
}
