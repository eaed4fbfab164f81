namespace Pipeline.Messaging.ClaimCheck.Wire;

/// <summary>What was fetched for a message that is being received.</summary>
/// <param name="Content">The message; null when it cannot be had.</param>
/// <param name="Failure">Why it cannot be had.</param>
internal sealed record ClaimedMessage(ReadOnlyMemory<byte>? Content, ClaimCheckUnavailableException? Failure)
{
    public static ClaimedMessage Unavailable(string reason, Exception? cause = null) =>
        new(null, new ClaimCheckUnavailableException(reason, cause));
}
