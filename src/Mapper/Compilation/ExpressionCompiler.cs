using Pipeline.Jq;

namespace Pipeline.Mapper.Compilation;

/// <summary>Compiles the expressions of a mapping, each distinct text once, and collects what is wrong with them.</summary>
internal sealed class ExpressionCompiler(MappingCompileOptions options)
{
    private readonly JqCompileOptions _options = new() { Environment = options.Environment, Clock = options.Clock };
    private readonly Dictionary<string, JqProgram> _programs = new(StringComparer.Ordinal);
    private readonly List<MappingProblem> _problems = [];

    /// <summary>What did not compile so far, in the mapping's order.</summary>
    public IReadOnlyList<MappingProblem> Problems => _problems;

    public CompiledExpression Compile(ExpressionPlace place, string source)
    {
        try
        {
            return new CompiledExpression(place, source, Program(QuoteRule.Apply(source)));
        }
        catch (JqCompileException fault)
        {
            var expression = new CompiledExpression(place, source, fault);
            _problems.Add(expression.Problem!);
            return expression;
        }
    }

    /// <summary>Compiles <c>del(path)</c>; null when there is no path or it is no path of jq's.</summary>
    public JqProgram? CompileDeletion(string? path)
    {
        try
        {
            return path is null ? null : Program($"del({QuoteRule.Apply(path)})");
        }
        catch (JqCompileException)
        {
            return null;
        }
    }

    private JqProgram Program(string text)
    {
        if (!_programs.TryGetValue(text, out var program))
        {
            program = JqProgram.Compile(text, _options);
            _programs.Add(text, program);
        }

        return program;
    }
}
