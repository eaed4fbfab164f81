using System.Globalization;
using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Ingress.LiveEvents.Catalog;

namespace Pipeline.Ingress.LiveEvents.Parsing;

/// <summary>Reads an event as EventBridge sends it.</summary>
internal sealed class EnvelopeReader(EventCatalog catalog, TimeProvider time)
{
    private const string ServiceSuffix = ".amazonaws.com";

    /// <summary>Whether it is one: the key that no body of another form has tells.</summary>
    public static bool IsEnvelope(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("detail-type", out _);

    public void Read(JsonElement envelope, EventTally tally)
    {
        var detail = envelope.TryGetProperty("detail", out var found) ? found : default;
        if (Text(detail, "eventSource") is { Length: > 0 } service && Text(detail, "eventName") is { Length: > 0 } call)
        {
            ReadCall(envelope, detail, service, call, tally);
            return;
        }

        Read(envelope, detail, catalog.OfEvent(Text(envelope, "source"), Text(envelope, "detail-type")), string.Empty, tally);
    }

    private void ReadCall(JsonElement envelope, JsonElement detail, string service, string call, EventTally tally)
    {
        if (Text(detail, "errorCode").Length > 0)
        {
            tally.FailedCall();
            return;
        }

        var name = service.EndsWith(ServiceSuffix, StringComparison.Ordinal) ? service[..^ServiceSuffix.Length] : service;
        var rows = catalog.OfCall(name, call);

        // What services do by themselves comes as calls too, and rows of such events name their kind of event.
        Read(envelope, detail, rows.Count > 0 ? rows : catalog.OfEvent(Text(envelope, "source"), Text(envelope, "detail-type")), call, tally);
    }

    private void Read(JsonElement envelope, JsonElement detail, IReadOnlyList<EventRow> rows, string call, EventTally tally)
    {
        if (rows.Count == 0)
        {
            tally.Unknown();
            return;
        }

        var changes = rows.SelectMany(row => Changes(envelope, detail, row, call)).DistinctBy(change => change.Resource).ToList();
        changes.ForEach(tally.Changed);
        if (changes.Count == 0)
        {
            tally.Unusable();
        }
    }

    private IEnumerable<ObservedChange> Changes(JsonElement envelope, JsonElement detail, EventRow row, string call)
    {
        var identifiers = row.Identifier.Select(path => path.Find(envelope)).FirstOrDefault(found => found.Count > 0) ?? [];
        foreach (var identifier in identifiers.Where(EventFields.IsIdentifier))
        {
            foreach (var kind in row.Kinds.Count > 0 ? row.Kinds : catalog.KindsOf(identifier))
            {
                if (Locate(envelope, detail, kind, identifier) is { } resource)
                {
                    yield return new ObservedChange(resource, OccurredAt(envelope, detail), row.Creates(call), Text(envelope, "id") is { Length: > 0 } id ? id : null);
                }
            }
        }
    }

    // Never the account of whoever made the call: in `userIdentity` it is that of the caller, or of nobody.
    private static ResourceKey? Locate(JsonElement envelope, JsonElement detail, string kind, string identifier)
    {
        var arn = Arn.TryParse(identifier);
        var account = First(EventFields.IsAccount, arn?.AccountId, Text(detail, "recipientAccountId"), Text(envelope, "account"));
        var region = First(EventFields.IsRegion, arn?.Region, Text(detail, "awsRegion"), Text(envelope, "region"));
        return account is null
            ? null
            : new ResourceKey { AccountId = account, Region = region ?? string.Empty, Kind = kind, Identifier = identifier };
    }

    private static string? First(Func<string, bool> isOne, params ReadOnlySpan<string?> candidates)
    {
        foreach (var candidate in candidates)
        {
            if (candidate is not null && isOne(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    private DateTimeOffset OccurredAt(JsonElement envelope, JsonElement detail) =>
        Time(Text(detail, "eventTime")) ?? Time(Text(envelope, "time")) ?? time.GetUtcNow();

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : string.Empty;
}
