using System.Text.Json.Nodes;
using Pipeline.Hosting.Secrecy;
using Pipeline.Messaging.DeadLetters;

namespace Pipeline.Hosting.DeadLetters;

/// <summary>A dead letter as people and programs are told of it.</summary>
public sealed record DeadLetterView
{
    /// <inheritdoc cref="DeadLetter.Id"/>
    public required string Id { get; init; }

    /// <inheritdoc cref="DeadLetter.Queue"/>
    public required string Queue { get; init; }

    /// <inheritdoc cref="DeadLetter.MessageType"/>
    public required string Type { get; init; }

    /// <inheritdoc cref="DeadLetter.FailedAt"/>
    public required DateTimeOffset FailedAt { get; init; }

    /// <inheritdoc cref="DeadLetter.Reason"/>
    public required string Reason { get; init; }

    /// <inheritdoc cref="DeadLetter.AccountId"/>
    public string? Account { get; init; }

    /// <inheritdoc cref="DeadLetter.Kind"/>
    public string? Kind { get; init; }

    /// <inheritdoc cref="DeadLetter.RunId"/>
    public Guid? Run { get; init; }

    /// <summary>How large its body is.</summary>
    public required int Bytes { get; init; }

    /// <summary>What is to be said of content that travels apart from it; null for none, and in a list.</summary>
    public string? Content { get; init; }

    /// <summary>The message with secrets masked; a sentence for one that cannot be read; null in a list.</summary>
    public JsonNode? Message { get; init; }

    /// <summary>A row of a list.</summary>
    public static DeadLetterView Row(DeadLetter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return new DeadLetterView
        {
            Id = letter.Id,
            Queue = letter.Queue,
            Type = letter.MessageType,
            FailedAt = letter.FailedAt,
            Reason = letter.Reason,
            Account = letter.AccountId,
            Kind = letter.Kind,
            Run = letter.RunId,
            Bytes = letter.Body.Length,
        };
    }

    /// <summary>One in full.</summary>
    public static async Task<DeadLetterView> FullAsync(DeadLetter letter, ClaimRenewal claims, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claims);
        var masked = MessageMask.Of(letter.Kind, letter.Body);
        return Row(letter) with
        {
            Content = await claims.DescribeAsync(letter, cancellationToken),
            Message = masked.StartsWith('{') || masked.StartsWith('[')
                ? JsonNode.Parse(masked, documentOptions: new() { MaxDepth = MessageMask.Deepest })
                : JsonValue.Create(masked),
        };
    }
}
