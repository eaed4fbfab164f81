using Pipeline.Messaging.AmazonSqs.Clients;

namespace Pipeline.Messaging.AmazonSqs.Sending;

/// <summary>How batches are made and tried again.</summary>
/// <param name="Bytes">What the entries of a batch may have together.</param>
/// <param name="Senders">Batches under way at one time.</param>
/// <param name="Patience">How long an entry is tried.</param>
/// <param name="Backoff">The waits between tries.</param>
/// <param name="Time">The clock.</param>
internal sealed record BatcherSettings(int Bytes, int Senders, TimeSpan Patience, Backoff Backoff, TimeProvider Time);
