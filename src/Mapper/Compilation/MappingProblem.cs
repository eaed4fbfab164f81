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

    /// <summary>How many characters of the line are at fault, at least 1.</summary>
    public required int Length { get; init; }

    /// <summary>What jq says about it: what was found and, where these are few, what could have been there instead.</summary>
    public required string Message { get; init; }

    /// <summary>What is missing there; null when jq's message says it, or it is not the syntax that is wrong.</summary>
    public required string? Expected { get; init; }

    /// <summary>The expression as the mapping has it.</summary>
    public required string Expression { get; init; }

    /// <summary>The expression's lines as the mapping has them, with a line of marks under the part at fault.</summary>
    public IReadOnlyList<string> MarkedLines
    {
        get
        {
            var lines = Expression.Split('\n').Select(static line => line.TrimEnd('\r')).ToList();
            var faulty = lines[Line - 1];

            // Tabs stay tabs, so that the marks stand where they belong.
            var before = string.Concat(faulty.Take(Column - 1).Select(static unit => unit == '\t' ? '\t' : ' '));
            lines.Insert(Line, before + new string('^', Math.Max(1, Math.Min(Length, faulty.Length - Column + 1))));
            return lines;
        }
    }

    /// <summary>One line that says where the mapping is wrong, and how.</summary>
    public override string ToString() => $"resources[{Block}] ({Kind}) {Field}: {Fault}";

    /// <summary>What is wrong and where in the expression, without the field's name.</summary>
    public string Fault => $"{Message}{Missing} at line {Line}, column {Column} of: {Expression}";

    private string Missing => Expected is null ? string.Empty : $", expected {Expected}";
}
