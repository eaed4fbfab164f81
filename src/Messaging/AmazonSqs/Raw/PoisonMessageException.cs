namespace Pipeline.Messaging.AmazonSqs.Raw;

/// <summary>A message that no later try will make sense of.</summary>
/// <param name="reason">Why; it stands beside the message in the error queue, so it must not quote the message.</param>
/// <param name="cause">What was thrown.</param>
public sealed class PoisonMessageException(string reason, Exception? cause = null) : Exception(reason, cause);
