namespace Pipeline.Contracts.Mapping;

/// <summary>The <c>port.entity.mappings</c> of a block. A field that is null is not named in the mapping and not sent.</summary>
public sealed record EntityTemplate
{
    /// <summary>What identifies the entity.</summary>
    public required FieldTemplate Identifier { get; init; }

    /// <summary>An expression for the blueprint's identifier, usually a quoted constant.</summary>
    public required string Blueprint { get; init; }

    /// <summary>An expression for the title.</summary>
    public string? Title { get; init; }

    /// <summary>An expression for the icon.</summary>
    public string? Icon { get; init; }

    /// <summary>The owning team or teams.</summary>
    public FieldTemplate? Team { get; init; }

    /// <summary>Expressions by property, in the user's order; null when the mapping names no <c>properties</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, FieldTemplate>>? Properties { get; init; }

    /// <summary>Relation targets by relation, in the user's order; null when the mapping names no <c>relations</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, FieldTemplate>>? Relations { get; init; }
}
