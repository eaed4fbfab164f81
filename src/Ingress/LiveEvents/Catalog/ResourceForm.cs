namespace Pipeline.Ingress.LiveEvents.Catalog;

/// <summary>What identifiers of some kinds begin with: the whole identifier, or the resource part of an ARN.</summary>
internal sealed record ResourceForm(string Beginning, IReadOnlyList<string> Kinds);
