using Amazon.SQS.Model;

namespace Pipeline.Messaging.DeadLetters.Queues;

/// <summary>A letter as it was received from its queue.</summary>
internal sealed record HeldLetter(DeadLetter Letter, Message Message);
