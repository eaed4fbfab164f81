using Pipeline.Ledger.Tables;
using Pipeline.Messaging.DeadLetters;

namespace Pipeline.Hosting.DeadLetters.Standalone;

/// <summary>A letter, and the item that holds it.</summary>
internal sealed record StoredLetter(LedgerItem Item, KeptLetter Kept, DeadLetter Letter);
