namespace Pipeline.Hosting.DeadLetters.Standalone;

/// <summary>A letter as the ledger's table holds it.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="Queue">The queue it failed in.</param>
/// <param name="Reason">Why it failed.</param>
/// <param name="FailedAt">When it failed.</param>
/// <param name="ContentType">How its body is to be read.</param>
/// <param name="Body">The message with its envelope.</param>
internal sealed record KeptLetter(string Id, string Queue, string Reason, DateTimeOffset FailedAt, string ContentType, byte[] Body);
