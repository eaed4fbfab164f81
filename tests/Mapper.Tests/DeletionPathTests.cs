using Pipeline.Mapper.Compilation;

namespace Pipeline.Mapper.Tests;

public sealed class DeletionPathTests
{
    [Theory]
    [InlineData(".Properties.Tags", ".Properties.Tags")]
    [InlineData("  .Tags  ", ".Tags")]
    [InlineData(".A.L[0:3]", ".A.L[0:3]")]
    [InlineData(".A[\"b\"].c", ".A[\"b\"].c")]
    [InlineData(".[\"a b\"].c", ".[\"a b\"].c")]
    [InlineData(".A.[0]", ".A.[0]")]
    [InlineData(".Tags[]", ".Tags")]
    [InlineData(".Tags // []", ".Tags")]
    [InlineData(".Tags | map(select(.Key))", ".Tags")]
    [InlineData("(.Tags // []) | map(.Key)", ".Tags")]
    [InlineData("( . as $all | .Tags ) | map(.x)", ".Tags")]
    [InlineData(". | .Tags", ".Tags")]
    [InlineData(". as $root | .Tags | map({root: $root})", ".Tags")]
    [InlineData("$__loc__ | .Tags", ".Tags")]
    [InlineData("map(.x) | .Tags", ".Tags")]
    public void Of_ExpressionWithASimplePath_IsThatPath(string expression, string path) =>
        Assert.Equal(path, DeletionPath.Of(expression));

    [Theory]
    [InlineData(".")]
    [InlineData("[.Tags]")]
    [InlineData("map(.x)")]
    [InlineData("to_entries")]
    [InlineData(".\"quoted\"")]
    [InlineData("[.a, .b] | add")]
    [InlineData("")]
    public void Of_ExpressionWithoutASimplePath_IsNull(string expression) => Assert.Null(DeletionPath.Of(expression));
}
