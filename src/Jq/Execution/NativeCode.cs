namespace Pipeline.Jq.Execution;

/// <summary>
/// A call of a <see cref="NativeFunction"/>: once for each combination of its arguments, the last varying slowest,
/// as jq evaluates the arguments of functions written in C.
/// </summary>
internal sealed class NativeCode(NativeFunction function, Code[] arguments) : Code
{
    public override bool IsSingle { get; } = Array.TrueForAll(arguments, argument => argument.IsSingle);

    public override bool CanEval(Frame frame)
    {
        if (IsSingle)
        {
            return true;
        }

        foreach (var argument in arguments)
        {
            if (!argument.CanEval(frame))
            {
                return false;
            }
        }

        return true;
    }

    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        if (!machine.Meter.Step())
        {
            output = default;
            return Flow.Abort;
        }

        var values = new ArgumentBuffer();
        for (var i = arguments.Length - 1; i >= 0; i--)
        {
            var flow = arguments[i].Eval(machine, frame, input, out values[i]);
            if (flow != Flow.Done)
            {
                output = default;
                return flow;
            }
        }

        return function(machine, input, ((ReadOnlySpan<JqValue>)values)[..arguments.Length], out output);
    }

    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next)
    {
        if (!CanEval(frame))
        {
            return RunFrom(arguments.Length - 1, new JqValue[arguments.Length], machine, frame, input, path, next);
        }

        var flow = Eval(machine, frame, input, out var output);
        return flow switch
        {
            Flow.Done => next.Emit(machine, output, path),
            Flow.Empty => Flow.Done,
            _ => flow,
        };
    }

    private Flow RunFrom(int argument, JqValue[] values, Machine machine, Frame frame, JqValue input, Trail? path, Sink next)
    {
        if (argument >= 0)
        {
            return arguments[argument].Run(machine, frame, input, null, new ArgumentSink(this, argument, values, frame, input, path, next));
        }

        var flow = machine.Meter.Step() ? function(machine, input, values, out var output) : Abort(out output);
        return flow switch
        {
            Flow.Done => next.Emit(machine, output, path),
            Flow.Empty => Flow.Done,
            _ => flow,
        };
    }

    private static Flow Abort(out JqValue output)
    {
        output = default;
        return Flow.Abort;
    }

    private sealed class ArgumentSink(
        NativeCode owner, int argument, JqValue[] values, Frame frame, JqValue input, Trail? path, Sink next) : Sink
    {
        public override Flow Emit(Machine machine, JqValue value, Trail? _)
        {
            // Inner arguments run again for each value, and a callee may keep the array it was given.
            var mine = (JqValue[])values.Clone();
            mine[argument] = value;
            return owner.RunFrom(argument - 1, mine, machine, frame, input, path, next);
        }
    }

    [System.Runtime.CompilerServices.InlineArray(MaxArguments)]
    private struct ArgumentBuffer
    {
        private JqValue _first;
    }

    private const int MaxArguments = 4;
}
