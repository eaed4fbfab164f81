using Pipeline.Contracts.Mapping;

namespace Pipeline.Ingress.LiveEvents.Intake;

/// <summary>A mapping and its version.</summary>
public sealed record VersionedMapping(string Version, MappingDocument Document)
{
    /// <summary>The kinds that some block wants.</summary>
    public IReadOnlySet<string> Kinds { get; } = Document.Blocks.Select(block => block.Kind).ToHashSet(StringComparer.Ordinal);
}
