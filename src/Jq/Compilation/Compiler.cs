using Pipeline.Jq.Builtins;
using Pipeline.Jq.Execution;
using Pipeline.Jq.Syntax;
using Pipeline.Jq.Values;

namespace Pipeline.Jq.Compilation;

/// <summary>Turns syntax into code: resolves names, spells out operators, decides which calls are tail calls.</summary>
internal sealed partial class Compiler(string source, JqCompileOptions options)
{
    private const int MaxNesting = 2_000;

    private readonly Dictionary<string, FunctionCode> _prelude = new(StringComparer.Ordinal);

    // Recursive functions found to have many outputs after all: they are compiled once more with that known.
    private readonly HashSet<Function> _many = new(ReferenceEqualityComparer.Instance);
    private readonly Activation _main = new(0);
    private readonly bool _hasAlternatives = source.Contains("?//", StringComparison.Ordinal);
    private int _nesting;

    public JqCompileOptions Options => options;

    public static CompiledProgram Compile(string source, JqCompileOptions options)
    {
        var program = Parser.Parse(source);
        var compiler = new Compiler(source, options);
        var scope = new Scope(null, null, compiler._main, false);
        foreach (var (name, value) in options.Variables)
        {
            scope = scope.With(new Binding.Constant(name, value));
        }

        var code = compiler.Compile(program, scope, isTail: false);
        return new CompiledProgram(code, compiler._main.Variables);
    }

    private Code Compile(Ast ast, Scope scope, bool isTail)
    {
        if (++_nesting > MaxNesting || !System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Fail("Program is nested too deeply", ast.Span);
        }

        var code = CompileNode(ast, scope, isTail && !scope.IsArgument);
        _nesting--;
        return code;
    }

    private Code CompileNode(Ast ast, Scope scope, bool isTail) => ast switch
    {
        Ast.Identity => IdentityCode.Instance,
        Ast.Literal literal => new ConstantCode(literal.Value),
        Ast.Interpolation interpolation => Interpolate(interpolation, scope),
        Ast.Index index => new IndexCode(Compile(index.Target, scope, false), Compile(index.Key, scope, false), index.IsOptional),
        Ast.Slice slice => new SliceCode(Compile(slice.Target, scope, false), CompileBound(slice.From, scope), CompileBound(slice.To, scope), slice.IsOptional),
        Ast.Iterate iterate => new IterateCode(Compile(iterate.Target, scope, false), iterate.IsOptional),
        Ast.Try attempt => new TryCode(
            Compile(attempt.Body, scope, false), attempt.Handler is null ? EmptyCode.Instance : Compile(attempt.Handler, scope, isTail)),
        Ast.Pipe pipe => new PipeCode(Compile(pipe.Left, scope, false), Compile(pipe.Right, scope, isTail)),
        Ast.Comma comma => new CommaCode(Compile(comma.Left, scope, false), Compile(comma.Right, scope, isTail)),
        Ast.Binary binary => CompileBinary(binary, scope, isTail),
        Ast.Negate negate => new PipeCode(Compile(negate.Operand, scope, false), Native(Operators.Negate)),
        Ast.If choice => new IfCode(
            Compile(choice.Condition, scope, false),
            Compile(choice.Then, scope, isTail),
            choice.Else is null ? IdentityCode.Instance : Compile(choice.Else, scope, isTail)),
        Ast.MakeArray array => array.Items is null ? new ConstantCode(new(JqArray.NewEmpty())) : new MakeArrayCode(Compile(array.Items, scope, false)),
        Ast.MakeObject { Entries.Count: 0 } => new ConstantCode(new(JqObject.NewEmpty())),
        Ast.MakeObject made => new MakeObjectCode(
            [.. made.Entries.Select(entry => (Compile(entry.Key, scope, false), Compile(entry.Value, scope, false)))]),
        _ => CompileNamed(ast, scope, isTail),
    };

    private Code CompileNamed(Ast ast, Scope scope, bool isTail) => ast switch
    {
        Ast.Variable variable => CompileVariable(variable, scope),
        Ast.Bind bind => CompileBind(bind, scope, isTail),
        Ast.Reduce reduce => CompileReduce(reduce, scope),
        Ast.Foreach each => CompileForeach(each, scope, isTail),
        Ast.Label label => CompileLabel(label, scope),
        Ast.Break stop => CompileBreak(stop, scope),
        Ast.Define define => Compile(define.Rest, scope.With(Define(define.Function, scope)), isTail),
        Ast.Call call => CompileCall(call, scope, isTail),
        _ => throw new InvalidOperationException($"No compilation for {ast.GetType().Name}."),
    };

    private Code CompileBound(Ast? bound, Scope scope) =>
        bound is null ? new ConstantCode(JqValue.Null) : Compile(bound, scope, false);

    private Code CompileBinary(Ast.Binary binary, Scope scope, bool isTail)
    {
        var left = Compile(binary.Left, binary.Operator.EndsWith('=') ? scope.AsArgument() : scope, false);
        switch (binary.Operator)
        {
            case "//":
                return new AlternativeCode(left, Compile(binary.Right, scope, isTail));
            case "and" or "or":
                return new LogicCode(left, Compile(binary.Right, scope, false), binary.Operator == "or");
            case "=":
                return new AssignCode(left, Compile(binary.Right, scope, false));
            case "|=":
                return new ModifyCode(left, Compile(binary.Right, scope.AsArgument(), false));
            case "//=":
                var fallback = Compile(binary.Right, scope, false);
                return new OperateCode(left, fallback, value => new AlternativeCode(IdentityCode.Instance, new ConstantCode(value)));
            case "+=" or "-=" or "*=" or "/=" or "%=":
                var operation = Operators.Find(binary.Operator[..1]);
                return new OperateCode(left, Compile(binary.Right, scope, false), value => Native(operation, IdentityCode.Instance, new ConstantCode(value)));
            default:
                return Native(Operators.Find(binary.Operator), left, Compile(binary.Right, scope, false));
        }
    }

    private Code Interpolate(Ast.Interpolation interpolation, Scope scope)
    {
        var parts = new Code[interpolation.Parts.Count];
        var format = Native(Formats.Apply, new ConstantCode(JqValue.FromString(interpolation.Format)));
        for (var i = 0; i < parts.Length; i++)
        {
            var part = interpolation.Parts[i];
            var code = Compile(part, scope, false);
            parts[i] = part is Ast.Literal ? code : new PipeCode(code, format);
        }

        return Array.TrueForAll(parts, part => part.IsSingle)
            ? new InterpolationCode(parts)
            : parts.Aggregate((left, right) => Native(Operators.Find("+"), left, right));
    }

    private static NativeCode Native(NativeFunction function, params Code[] arguments) => new(function, arguments);

    private JqCompileException Fail(string problem, SourceSpan span) => new(problem, source, span.Start, span.End);
}
