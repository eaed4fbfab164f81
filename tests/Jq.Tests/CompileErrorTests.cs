namespace Pipeline.Jq.Tests;

public sealed class CompileErrorTests
{
    [Theory]
    [InlineData(".a |", "syntax error, unexpected end of file", 1, 4)]
    [InlineData("{", "syntax error, unexpected end of file", 1, 1)]
    [InlineData("}", "syntax error, unexpected INVALID_CHARACTER, expecting end of file", 1, 1)]
    [InlineData(".a\n| foo(1)", "foo/1 is not defined", 2, 3)]
    [InlineData("1 + $x", "$x is not defined", 1, 5)]
    [InlineData("break $out", "$*label-out is not defined", 1, 1)]
    [InlineData("{(1): 2}", "Cannot use number (1) as object key", 1, 3)]
    [InlineData("{({a: 1}): 2}", "Cannot use object ({\"a\":1}) as object key", 1, 3)]
    [InlineData("{(1 - 3 * 2): 2}", "Cannot use number (-5) as object key", 1, 3)]
    [InlineData("{([1] == [2]): 2}", "Cannot use boolean (false) as object key", 1, 3)]
    [InlineData("{(def f: .a; 2.5 < 3): 1}", "Cannot use boolean (true) as object key", 1, 3)]
    [InlineData("1 == 2 == 3", "syntax error, unexpected ==", 1, 8)]
    [InlineData("import \"a\" as a; .", "Modules cannot be loaded: this engine has no access to files", 1, 1)]
    public void Compile_FaultyProgram_SaysWhatAndWhere(string program, string problem, int line, int column)
    {
        var exception = Assert.Throws<JqCompileException>(() => JqProgram.Compile(program));

        Assert.Equal((problem, line, column), (exception.Problem, exception.Line, exception.Column));
    }

    [Fact]
    public void Compile_FaultyProgram_MarksThePlaceUnderItsLine()
    {
        var exception = Assert.Throws<JqCompileException>(() => JqProgram.Compile(".a\n| .b | nope | .c"));

        Assert.Equal("nope/0 is not defined at <top-level>, line 2, column 8:\n    | .b | nope | .c\n           ^^^^", exception.Message);
        Assert.Equal((10, 4), (exception.Offset, exception.Length));
    }

    [Theory]
    [InlineData(".a |", "end of file", "an expression")]
    [InlineData("(1", "end of file", "'|' or ',' or ')'")]
    [InlineData("{a: 1, ]", "INVALID_CHARACTER", "a key")]
    [InlineData("def f: 1", "end of file", "'|' or ',' or ';'")]
    [InlineData("reduce .a", "end of file", "as")]
    [InlineData("nope", null, null)]
    public void Compile_FaultyProgram_SaysWhatWasFoundAndWhatExpected(string program, string? found, string? expected)
    {
        var exception = Assert.Throws<JqCompileException>(() => JqProgram.Compile(program));

        Assert.Equal((found, expected), (exception.Found, exception.Expected));
    }

    [Theory]
    [InlineData("", "1//", "1", "")]
    [InlineData("", "def f: 1; ", "1", "")]
    [InlineData("{([", "1,", "1", "]): 1}")]
    [InlineData("{(", "1+", "1", "): 1}")]
    [InlineData("", "1 as $x | ", "1", "")]
    [InlineData("", "1|", "1", "")]
    public void Compile_ChainWithoutAnEnd_EndsBeforeTheStackDoes(string start, string link, string last, string end)
    {
        var program = start + string.Concat(Enumerable.Repeat(link, 1 << 17)) + last + end;

        Assert.Equal("Program is nested too deeply", Assert.Throws<JqCompileException>(() => JqProgram.Compile(program)).Problem);
    }

    [Fact]
    public void Compile_InterpolationsInOneAnother_EndsBeforeTheStackDoes()
    {
        var program = string.Concat(Enumerable.Repeat("\"\\(", 1 << 18)) + "1" + string.Concat(Enumerable.Repeat(")\"", 1 << 18));

        Assert.Equal("Program is nested too deeply", Assert.Throws<JqCompileException>(() => JqProgram.Compile(program)).Problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment")]
    [InlineData("def f: 1;")]
    public void Compile_NoExpression_AsksForOne(string program) =>
        Assert.Equal("Top-level program not given (try \".\")", Assert.Throws<JqCompileException>(() => JqProgram.Compile(program)).Message);

    [Fact]
    public void Compile_FaultInAFunctionNobodyCalls_IsNone() => Assert.Equal("1", Jq.Run("def f: nope; def g: f; 1"));
}
