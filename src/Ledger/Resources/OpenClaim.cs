namespace Pipeline.Ledger.Resources;

/// <summary>That a writer is at work on a row, or broke down over it: only the writer itself takes its claim back.</summary>
/// <param name="Token">Names the writer. Two deliveries of one message have one order and two tokens.</param>
/// <param name="Order">What it writes.</param>
/// <param name="OpenedAt">When it began, UTC, to the minute.</param>
/// <param name="IsDoubted">
/// Whether something happened since that its confirmation would hide: it is to confirm nothing, and to have the resource
/// fetched again.
/// </param>
public sealed record OpenClaim(ulong Token, ObservationOrder Order, DateTimeOffset OpenedAt, bool IsDoubted);
