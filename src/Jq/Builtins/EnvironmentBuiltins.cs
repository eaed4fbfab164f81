using Pipeline.Jq.Execution;
using Pipeline.Jq.Values;

namespace Pipeline.Jq.Builtins;

/// <summary>What reaches outside the program: only through what the host passes in.</summary>
internal static class EnvironmentBuiltins
{
    public static Builtin[] All { get; } =
    [
        new("env", 0, static (compiler, _) => new ConstantCode(ToValue(compiler.Options.Environment))),
        new("now", 0, static (compiler, _) => new NativeCode(Now(compiler.Options.Clock), [])),
        Builtin.Native("input", 0, Input),
        Builtin.Native("debug", 0, static (Machine m, JqValue input, ReadOnlySpan<JqValue> _, out JqValue o) => Tell(m, "DEBUG", input, out o)),
        Builtin.Native("stderr", 0, static (Machine m, JqValue input, ReadOnlySpan<JqValue> _, out JqValue o) => Tell(m, "STDERR", input, out o)),
        Builtin.Native("input_filename", 0, static (Machine m, JqValue _, ReadOnlySpan<JqValue> _, out JqValue o) => ControlBuiltins.Done(
            m.Context.Options.InputFilename?.Invoke() is { } name ? JqValue.FromString(name) : JqValue.Null, out o)),
        Builtin.Native("input_line_number", 0, static (Machine m, JqValue _, ReadOnlySpan<JqValue> _, out JqValue o) => ControlBuiltins.Done(
            JqValue.FromNumber(m.Context.Options.InputLineNumber?.Invoke() ?? 0), out o)),
        Builtin.Native("halt", 0, static (Machine m, JqValue _, ReadOnlySpan<JqValue> _, out JqValue o) => Halt(m, JqValue.Null, 0, out o)),
        Builtin.Native("halt_error", 0, static (Machine m, JqValue input, ReadOnlySpan<JqValue> _, out JqValue o) => Halt(m, input, 5, out o)),
        Builtin.Native("halt_error", 1, static (Machine m, JqValue input, ReadOnlySpan<JqValue> a, out JqValue o) => a[0].IsNumber
            ? Halt(m, input, (int)a[0].Number, out o)
            : NotANumber(m, input, out o)),
        Builtin.Native("modulemeta", 0, static (Machine m, JqValue _, ReadOnlySpan<JqValue> _, out JqValue o) => NoModules(m, out o)),
        Builtin.Native("get_search_list", 0, static (Machine _, JqValue _, ReadOnlySpan<JqValue> _, out JqValue o) => ControlBuiltins.Done(JqValue.EmptyArray, out o)),
        Builtin.Native("get_prog_origin", 0, static (Machine _, JqValue _, ReadOnlySpan<JqValue> _, out JqValue o) => ControlBuiltins.Done(JqValue.Null, out o)),
        Builtin.Native("get_jq_origin", 0, static (Machine _, JqValue _, ReadOnlySpan<JqValue> _, out JqValue o) => ControlBuiltins.Done(JqValue.Null, out o)),
        Builtin.Native("builtins", 0, static (Machine _, JqValue _, ReadOnlySpan<JqValue> _, out JqValue o) => ControlBuiltins.Done(Names(), out o)),
        Builtin.Native("have_literal_numbers", 0, static (Machine _, JqValue _, ReadOnlySpan<JqValue> _, out JqValue o) => ControlBuiltins.Done(JqValue.True, out o)),
        Builtin.Native("have_decnum", 0, static (Machine _, JqValue _, ReadOnlySpan<JqValue> _, out JqValue o) => ControlBuiltins.Done(JqValue.True, out o)),
    ];

    public static JqValue ToValue(IReadOnlyDictionary<string, string> environment)
    {
        var builder = new ObjectBuilder(environment.Count);
        foreach (var (name, value) in environment)
        {
            builder.Set(name, JqValue.FromString(value));
        }

        return new(environment.Count == 0 ? JqObject.NewEmpty() : builder.Build());
    }

    private static NativeFunction Now(TimeProvider? clock) => (Machine machine, JqValue _, ReadOnlySpan<JqValue> _, out JqValue output) =>
    {
        output = default;
        if (clock is null)
        {
            return machine.Fail("now is not available: the host passed no clock (JqCompileOptions.Clock)");
        }

        output = JqValue.FromNumber((clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds);
        return Flow.Done;
    };

    private static Flow Input(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output)
    {
        output = default;
        try
        {
            if (machine.Context.Inputs is not { } inputs || !inputs.MoveNext())
            {
                return machine.Fail("break");
            }

            output = inputs.Current;
            return Flow.Done;
        }
        catch (JqParseException exception)
        {
            return machine.Fail(exception.Message);
        }
    }

    private static Flow Tell(Machine machine, string kind, JqValue value, out JqValue output)
    {
        output = value;
        if (machine.Context.Options.Messages is not { } messages)
        {
            return Flow.Done;
        }

        var limit = machine.Meter.Budget.OutputBytes;
        if (!JsonSize.Fits(value, limit))
        {
            machine.Meter.Exceed("output", limit, "bytes");
            return Flow.Abort;
        }

        messages(kind, value);
        return Flow.Done;
    }

    private static Flow Halt(Machine machine, JqValue value, int exitCode, out JqValue output)
    {
        output = default;
        machine.Halted = new Halt(value, exitCode);
        return Flow.Abort;
    }

    private static Flow NotANumber(Machine machine, JqValue input, out JqValue output)
    {
        output = default;
        return machine.Fail(input, "halt_error/1: number required");
    }

    private static Flow NoModules(Machine machine, out JqValue output)
    {
        output = default;
        return machine.Fail("modulemeta is not available: this engine loads no modules");
    }

    private static JqValue Names() => JqValue.FromArray(
        Catalog.Signatures.Select(builtin => $"{builtin.Name}/{builtin.Arity}").Concat(Prelude.Signatures)
            .Where(static name => name[0] != '_')
            .Select(JqValue.FromString));
}
