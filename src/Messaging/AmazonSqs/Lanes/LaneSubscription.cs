namespace Pipeline.Messaging.AmazonSqs.Lanes;

/// <summary>That an endpoint takes a message type in a lane.</summary>
/// <param name="Lane">The lane: <c>resync</c> or <c>live</c>.</param>
/// <param name="Endpoint">The endpoint's name, as its consumer definition has it.</param>
/// <param name="Message">The message type.</param>
public sealed record LaneSubscription(string Lane, string Endpoint, Type Message);
