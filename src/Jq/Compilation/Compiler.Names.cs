using Pipeline.Jq.Builtins;
using Pipeline.Jq.Execution;
using Pipeline.Jq.Syntax;

namespace Pipeline.Jq.Compilation;

/// <summary>Variables, labels, functions and destructuring.</summary>
internal sealed partial class Compiler
{
    private Code CompileVariable(Ast.Variable variable, Scope scope)
    {
        var binding = scope.Find<Binding>(b => b is Binding.Variable or Binding.Constant && b.Name == variable.Name);
        return binding switch
        {
            Binding.Variable local => new VariableCode(scope.LevelsTo(local.Level), local.Slot),
            Binding.Constant constant => new ConstantCode(constant.Value),
            _ when variable.Name == "ENV" => new ConstantCode(EnvironmentBuiltins.ToValue(options.Environment)),
            _ => throw Fail($"${variable.Name} is not defined", variable.Span),
        };
    }

    private BindCode CompileBind(Ast.Bind bind, Scope scope, bool isTail)
    {
        var source = Compile(bind.Source, scope, false);
        var (inner, pattern) = CompilePatterns(bind.Patterns, scope);
        return new BindCode(source, pattern, Compile(bind.Body, inner, isTail));
    }

    private ReduceCode CompileReduce(Ast.Reduce reduce, Scope scope)
    {
        var source = Compile(reduce.Source, scope, false);
        var start = Compile(reduce.Start, scope, false);
        var (inner, pattern) = CompilePatterns(reduce.Patterns, scope);
        return new ReduceCode(source, start, pattern, Compile(reduce.Update, inner, false));
    }

    private ForeachCode CompileForeach(Ast.Foreach each, Scope scope, bool isTail)
    {
        var source = Compile(each.Source, scope, false);
        var start = Compile(each.Start, scope, false);
        var (inner, pattern) = CompilePatterns(each.Patterns, scope);
        var update = Compile(each.Update, inner, false);
        return new ForeachCode(source, start, pattern, update, each.Extract is null ? null : Compile(each.Extract, inner, isTail));
    }

    private LabelCode CompileLabel(Ast.Label label, Scope scope)
    {
        var slot = scope.Activation.NewSlot();
        var inner = scope.With(new Binding.Label(label.Name, scope.Activation.Level, slot));
        return new LabelCode(slot, Compile(label.Body, inner, false));
    }

    private BreakCode CompileBreak(Ast.Break stop, Scope scope)
    {
        var label = scope.Find<Binding.Label>(b => b.Name == stop.Name)
            ?? throw Fail($"$*label-{stop.Name} is not defined", stop.Span);
        return new BreakCode(scope.LevelsTo(label.Level), label.Slot);
    }

    // Compiled when it is first called: jq does not look into functions that nobody calls.
    private static Binding.Function Define(Function function, Scope scope) =>
        new(function.Name, function.Parameters.Count, scope.Activation.Level, new Definition(function, scope));

    private FunctionCode Resolve(Binding.Function binding)
    {
        var definition = binding.Definition;
        if (definition.Code is { } known)
        {
            return known;
        }

        while (true)
        {
            var code = new FunctionCode { IsSingle = !_many.Contains(definition.Function) };
            definition.Code = code;
            var activation = new Activation(definition.Scope.Activation.Level + 1);
            var inner = definition.Scope.With(binding).Enter(activation);
            code.Body = CompileBody(definition.Function, inner, activation);
            code.Variables = activation.Variables;
            if (code.IsSingle == code.Body.IsSingle)
            {
                return code;
            }

            _many.Add(definition.Function);
        }
    }

    // A parameter $x is a closure x and, for each of its outputs, a variable.
    private Code CompileBody(Function function, Scope scope, Activation activation)
    {
        var values = new List<(int Parameter, int Slot)>();
        for (var i = 0; i < function.Parameters.Count; i++)
        {
            var parameter = function.Parameters[i];
            scope = scope.With(new Binding.Parameter(parameter.Name, activation.Level, i));
            if (parameter.IsValue)
            {
                var slot = activation.NewSlot();
                values.Add((i, slot));
                scope = scope.With(new Binding.Variable(parameter.Name, activation.Level, slot));
            }
        }

        var body = Compile(function.Body, scope, isTail: true);
        for (var i = values.Count - 1; i >= 0; i--)
        {
            var (parameter, slot) = values[i];
            body = new BindCode(new ClosureCode(0, parameter), new Destructuring([new VariableMatcher(slot)], [slot], restores: false), body);
        }

        return body;
    }

    private Code CompileCall(Ast.Call call, Scope scope, bool isTail)
    {
        var arity = call.Arguments.Count;
        var binding = scope.Find<Binding>(b => b.Name == call.Name
            && (b is Binding.Function function ? function.Arity == arity : b is Binding.Parameter && arity == 0));
        if (binding is Binding.Parameter parameter)
        {
            return new ClosureCode(scope.LevelsTo(parameter.Level), parameter.Index);
        }

        Builtin? builtin = null;
        Function? definition = null;
        var isBreaking = binding is null && _hasAlternatives && Prelude.TryFindBreaking(call.Name, arity, out definition);
        if (binding is null && !isBreaking && !Catalog.TryFind(call.Name, arity, out builtin) && !Prelude.TryFind(call.Name, arity, out definition))
        {
            throw Fail($"{call.Name}/{arity} is not defined", call.NameSpan);
        }

        var arguments = call.Arguments.Select(argument => Compile(argument, scope.AsArgument(), false)).ToArray();
        if (binding is Binding.Function found)
        {
            return new CallCode(Resolve(found), scope.LevelsTo(found.Level), arguments, isTail);
        }

        return builtin is not null
            ? builtin.Bind(this, arguments)
            : new CallCode(DefinePrelude(definition!), scope.LevelsTo(0), arguments, isTail);
    }

    private FunctionCode DefinePrelude(Function definition)
    {
        if (_prelude.TryGetValue(definition.Signature, out var code))
        {
            return code;
        }

        var scope = new Scope(null, null, _main, false);
        code = Resolve(Define(definition, scope));
        _prelude[definition.Signature] = code;
        return code;
    }
}
