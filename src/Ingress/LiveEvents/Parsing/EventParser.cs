using System.Text.Json;
using System.Text.Unicode;
using Pipeline.Ingress.LiveEvents.Catalog;

namespace Pipeline.Ingress.LiveEvents.Parsing;

/// <summary>
/// Reads events however they come: as EventBridge sends them, or as Ocean's transformer makes them, one or a list. It knows
/// nothing of HTTP or queues. Whatever the bytes are, it answers or throws one of the two exceptions it names.
/// </summary>
public sealed class EventParser(EventCatalog catalog, TimeProvider time)
{
    // Real events nest a dozen levels; deeper is an attack on whoever recurses.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    private readonly EnvelopeReader _envelopes = new(catalog, time);

    /// <summary>Reads a body.</summary>
    /// <exception cref="NotJsonException">It is not JSON, or JSON that two readers might read differently.</exception>
    /// <exception cref="BadEventException">It is not an event.</exception>
    public EventReading Parse(ReadOnlyMemory<byte> body)
    {
        using var document = ParseJson(body);
        try
        {
            return Read(document.RootElement);
        }
        catch (InvalidOperationException exception) when (exception is not ObjectDisposedException)
        {
            // Text with half a surrogate pair is JSON by its grammar and no text.
            throw new NotJsonException("A text in the body is not valid Unicode.");
        }
    }

    private EventReading Read(JsonElement root)
    {
        var tally = new EventTally();
        if (root.ValueKind != JsonValueKind.Array)
        {
            ReadOne(root, ["body"], tally);
            return tally.ToReading();
        }

        foreach (var (index, element) in root.EnumerateArray().Index())
        {
            ReadOne(element, ["body", index.ToString(System.Globalization.CultureInfo.InvariantCulture)], tally);
        }

        return tally.ToReading();
    }

    private void ReadOne(JsonElement element, IReadOnlyList<string> place, EventTally tally)
    {
        if (EnvelopeReader.IsEnvelope(element))
        {
            _envelopes.Read(element, tally);
        }
        else
        {
            HookReader.Read(element, place, time.GetUtcNow(), tally);
        }
    }

    private static JsonDocument ParseJson(ReadOnlyMemory<byte> body)
    {
        // The reader checks a text only when it is asked for it.
        if (!Utf8.IsValid(body.Span))
        {
            throw new NotJsonException("The body is not UTF-8.");
        }

        try
        {
            return JsonDocument.Parse(WithoutMark(body), Strict);
        }
        catch (InvalidOperationException)
        {
            // So the search for duplicates answers to a name with half a surrogate pair.
            throw new NotJsonException("A name in the body is not valid Unicode.");
        }
        catch (JsonException exception)
        {
            throw new NotJsonException($"The body is not JSON that can be read (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine}).");
        }
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith("\uFEFF"u8) ? body["\uFEFF"u8.Length..] : body;
}
