using System.Text.Json;

namespace Pipeline.Port;

/// <summary>Turns an answer to a bulk upsert into one outcome for each entity that was sent.</summary>
internal sealed class BulkAnswerReader(int count, Func<int, string?> sentIdentifier)
{
    /// <summary>The error of an entity that Port's answer says nothing about: nobody knows what became of it.</summary>
    public const string NotAnswered = "not_answered";

    /// <summary>What Port calls an entity with a search identifier that it could not resolve.</summary>
    private const string Unknown = "unknown";

    private readonly EntityOutcome?[] _outcomes = new EntityOutcome?[count];

    public IReadOnlyList<EntityOutcome> Read(BulkAnswer answer)
    {
        foreach (var written in answer.Entities ?? [])
        {
            if (Place(written.Index, Text(written.Identifier)) is { } index)
            {
                _outcomes[index] = new EntityOutcome(
                    index, Text(written.Identifier) ?? sentIdentifier(index), Written: true, written.Created, null, null, null);
            }
        }

        // Second, so that an entity which Port names twice counts as failed.
        foreach (var failed in answer.Errors ?? [])
        {
            if (Place(failed.Index, Text(failed.Identifier)) is { } index)
            {
                _outcomes[index] = new EntityOutcome(
                    index, sentIdentifier(index) ?? Known(failed), Written: false, Created: false, failed.StatusCode, failed.Error, Reason(failed));
            }
        }

        return [.. _outcomes.Select((outcome, index) => outcome ?? Unmentioned(index))];
    }

    /// <summary>The outcomes when the answer cannot be read.</summary>
    public IReadOnlyList<EntityOutcome> ReadNothing(string reason) => [.. Enumerable.Range(0, count).Select(index => Unanswered(index, reason))];

    private EntityOutcome Unmentioned(int index) => Unanswered(index, "Port's answer does not mention this entity");

    private EntityOutcome Unanswered(int index, string reason) =>
        new(index, sentIdentifier(index), Written: false, Created: false, null, NotAnswered, reason);

    private int? Place(int? index, string? identifier)
    {
        if (index is { } position)
        {
            return position >= 0 && position < count ? position : null;
        }

        for (var i = 0; i < count; i++)
        {
            if (identifier is not null && _outcomes[i] is null && sentIdentifier(i) == identifier)
            {
                return i;
            }
        }

        return null;
    }

    private static string? Known(BulkFailure failed) => Text(failed.Identifier) is { } text && text != Unknown ? text : null;

    private static string Reason(BulkFailure failed) =>
        PortError.Clean(failed.Message) ?? failed.Error ?? $"Port answered {failed.StatusCode} without a reason";

    private static string? Text(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };
}
