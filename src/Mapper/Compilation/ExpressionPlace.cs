namespace Pipeline.Mapper.Compilation;

/// <summary>Where in a mapping an expression stands; <paramref name="Order"/> counts the expressions of its block.</summary>
internal sealed record ExpressionPlace(int Block, string Kind, string Field, int Order);
