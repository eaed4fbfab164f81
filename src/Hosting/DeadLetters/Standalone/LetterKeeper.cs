using Pipeline.Messaging.DeadLetters;
using Pipeline.Messaging.DeadLetters.Kept;

namespace Pipeline.Hosting.DeadLetters.Standalone;

/// <summary>Keeps what failed; with it, what a replayed letter caused has come to an end, even if not a good one.</summary>
internal sealed class LetterKeeper(KeptLetters letters, LettersUnderWay underWay) : IDeadLetterKeeper
{
    public async Task KeepAsync(DeadLetter letter, string contentType, CancellationToken cancellationToken)
    {
        await letters.KeepAsync(letter, contentType, cancellationToken);
        if (LetterEnvelope.IdsOf(letter.Body) is { } ids)
        {
            underWay.Settled(ids.Conversation, ids.Message);
        }
    }
}
