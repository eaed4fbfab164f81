using Pipeline.Jq.Compilation;
using Pipeline.Jq.Execution;
using Pipeline.Jq.Values;

namespace Pipeline.Jq;

/// <summary>A compiled jq program. Compile once, run as often as needed, from as many threads as needed.</summary>
public sealed class JqProgram
{
    private readonly CompiledProgram _program;

    private JqProgram(string source, CompiledProgram program)
    {
        Source = source;
        _program = program;
    }

    /// <summary>The text it was compiled from.</summary>
    public string Source { get; }

    /// <summary>Compiles a program of the jq 1.8 language.</summary>
    /// <exception cref="JqCompileException">The text is not a program; the exception says where and why in jq's words.</exception>
    public static JqProgram Compile(string source, JqCompileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new JqProgram(source, Compiler.Compile(source, options ?? new JqCompileOptions()));
    }

    /// <summary>
    /// Computes the first output only and stops there. True with the value; false without an error when the
    /// program has no output; false with the error when it raised one or exceeded the budget. Never throws
    /// for what a program does.
    /// </summary>
    public bool TryFirst(JqValue input, JqBudget budget, out JqValue value, out JqError? error)
    {
        ArgumentNullException.ThrowIfNull(budget);
        using var machine = Machine.Start(budget, RunContext.Closed, CancellationToken.None);
        var flow = FirstSink.First(machine, _program.Code, NewFrame(), input, out value, isHost: true);
        if (flow == Flow.Done && !JsonSize.Fits(value, budget.OutputBytes))
        {
            machine.Meter.Exceed("output", budget.OutputBytes, "bytes");
            flow = Flow.Abort;
        }

        error = flow is Flow.Done or Flow.Empty ? null : machine.ToError(flow);
        value = flow == Flow.Done ? value : default;
        return flow == Flow.Done;
    }

    /// <summary>
    /// Pushes every output to the callback until it returns false. Returns the error that ended the program,
    /// or null when it came to its end or was stopped.
    /// </summary>
    public JqError? Execute(JqValue input, JqRunOptions options, Func<JqValue, bool> onOutput, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(onOutput);
        using var machine = Machine.Start(options.Budget, new RunContext(options), cancellationToken);
        var sink = new CallbackSink(onOutput);
        var flow = _program.Code.Run(machine, NewFrame(), input, null, sink);
        return flow == Flow.Done || sink.IsStopped ? null : machine.ToError(flow);
    }

    /// <summary>All outputs, each computed when it is asked for.</summary>
    /// <exception cref="JqRuntimeException">The program raised an error.</exception>
    /// <exception cref="JqBudgetException">A limit was exceeded.</exception>
    public IEnumerable<JqValue> Run(JqValue input, JqRunOptions? options = null, CancellationToken cancellationToken = default) =>
        OutputStream.Read(this, input, options ?? new JqRunOptions(), cancellationToken);

    private Frame NewFrame() => _program.Variables == 0 ? Frame.WithoutVariables : new(null, _program.Variables, []);

    private sealed class CallbackSink(Func<JqValue, bool> onOutput) : Sink
    {
        private long _bytes;

        public bool IsStopped { get; private set; }

        public override Flow Emit(Machine machine, JqValue value, Trail? path)
        {
            var limit = machine.Meter.Budget.OutputBytes;
            if (limit != long.MaxValue && (_bytes += JsonSize.Exact(value, limit)) > limit)
            {
                machine.Meter.Exceed("output", limit, "bytes");
                return Flow.Abort;
            }

            IsStopped = !onOutput(value);
            return IsStopped ? Flow.Abort : Flow.Done;
        }
    }
}
