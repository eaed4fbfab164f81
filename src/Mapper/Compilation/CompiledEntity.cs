namespace Pipeline.Mapper.Compilation;

/// <summary>The entity of a block, as a shape over its expressions.</summary>
internal sealed record CompiledEntity
{
    /// <summary>
    /// Those of the identifier and the blueprint come first: without these there is no entity, and the others need
    /// not be evaluated.
    /// </summary>
    public required IReadOnlyList<CompiledExpression> Expressions { get; init; }

    public required FieldNode Identifier { get; init; }

    public required LeafNode Blueprint { get; init; }

    /// <summary>The body of the upsert.</summary>
    public required ObjectNode Body { get; init; }

    /// <summary>There is no entity unless this expression's value counts as true.</summary>
    public bool IsIdentity(int expression) =>
        expression == Blueprint.Expression || (Identifier is LeafNode leaf && leaf.Expression == expression);
}
