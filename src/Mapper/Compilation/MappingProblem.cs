namespace Pipeline.Mapper;

/// <summary>An expression of a mapping that does not compile. The rest of the mapping works without it.</summary>
public sealed record MappingProblem
{
    /// <summary>Position of the block in the mapping's <c>resources</c>.</summary>
    public required int Block { get; init; }

    /// <summary>The block's kind.</summary>
    public required string Kind { get; init; }

    /// <inheritdoc cref="Contracts.MappingFinding.Field"/>
    public required string Field { get; init; }

    /// <summary>The line within the expression, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The column within the line, from 1.</summary>
    public required int Column { get; init; }

    /// <summary>What jq says about it.</summary>
    public required string Message { get; init; }

    /// <summary>The expression as the mapping has it.</summary>
    public required string Expression { get; init; }

    /// <summary>One line that says where the mapping is wrong, and how.</summary>
    public override string ToString() =>
        $"resources[{Block}] ({Kind}) {Field}: {Message} at line {Line}, column {Column} of: {Expression}";
}
