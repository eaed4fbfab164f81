using System.Text.Json;
using Pipeline.Messaging.ClaimCheck;
using Pipeline.Messaging.ClaimCheck.Wire;

namespace Pipeline.Messaging.DeadLetters;

/// <summary>Looks after what a letter refers to in the claim-check store.</summary>
public sealed class ClaimRenewal(IClaimCheckStore store)
{
    /// <summary>Lets it live as long as that of a message that is sent now. Answers why the letter cannot be sent, or null.</summary>
    public async Task<string?> RenewAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(letter);
        if (NameIn(letter.Body) is not { } name)
        {
            return null;
        }

        if (await store.FindAsync(name, cancellationToken) is not { } content)
        {
            return $"{letter.Id}: {Gone(name)}";
        }

        await store.PutAsync(name, content, cancellationToken);
        return null;
    }

    /// <summary>What is to be said of the content of a letter; null for one that carries all of itself.</summary>
    public async Task<string?> DescribeAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return NameIn(letter.Body) is not { } name ? null
            : await store.FindAsync(name, cancellationToken) is { } content ? $"{content.Length} bytes, in the claim-check store as {name}"
            : Gone(name);
    }

    private static string Gone(string name) => $"{name} is not in the claim-check store, or no longer: it has expired, and the letter cannot be replayed";

    private static string? NameIn(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var envelope = JsonDocument.Parse(body, DeadLetterReading.AsDeepAsTheBus);
            return DeadLetterReading.Member(DeadLetterReading.Member(envelope.RootElement, "message"), ClaimCheckReference.Member) is { } reference
                && reference.Deserialize<ClaimCheckReference>(JsonSerializerOptions.Web) is { Name: { } name }
                && ClaimCheckNames.IsOfMessage(name)
                    ? name
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
