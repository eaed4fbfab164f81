using System.Text.Json.Nodes;

namespace Pipeline.Simulator.Changes.Events;

/// <summary>The form of one event: of an API call, or of what a service sends by itself.</summary>
/// <param name="Service">The service, as its event source begins.</param>
/// <param name="Call">The API call; null for an event that is none.</param>
/// <param name="DetailType">The event's detail type; null for an API call.</param>
/// <param name="Parts">Request, response, detail and resources, with placeholders for what is the resource's own.</param>
internal sealed record EventTemplate(string Service, string? Call, string? DetailType, JsonObject Parts);
