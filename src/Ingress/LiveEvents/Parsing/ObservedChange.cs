using Pipeline.Contracts;

namespace Pipeline.Ingress.LiveEvents.Parsing;

/// <summary>That something happened to a resource.</summary>
/// <param name="Resource">The resource; its account is empty when the event does not tell it.</param>
/// <param name="OccurredAt">When, by AWS's clock.</param>
/// <param name="Created">Whether the resource was just created.</param>
/// <param name="EventId">AWS's id of the event; null when it has none.</param>
public sealed record ObservedChange(ResourceKey Resource, DateTimeOffset OccurredAt, bool Created, string? EventId);
