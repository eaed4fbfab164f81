using Pipeline.Jq.Values;

namespace Pipeline.Jq.Execution;

/// <summary>The state of one run: what is left of the budget, the error on its way out, the pending tail call.</summary>
internal sealed partial class Machine : IDisposable
{
    [ThreadStatic]
    private static Machine? _idle;

    // Errors are for people: a value that is longer than this as JSON is cut.
    private const int MaxErrorText = 1024 * 1024;

    private object? _owner;

    public RunContext Context { get; private set; } = RunContext.Closed;

    public Meter Meter { get; } = new();

    public JqValue Error { get; set; }

    /// <summary>Where a <see cref="Flow.Break"/> ends.</summary>
    public object? Target { get; set; }

    public PendingCall Pending { get; set; }

    /// <summary>Marks the buffers that this run may append to.</summary>
    public object Owner => _owner ??= new object();

    /// <summary>Set when the program ended itself.</summary>
    public Halt? Halted { get; set; }

    /// <summary>A machine for one run; <see cref="Dispose"/> makes it ready for the next one on this thread.</summary>
    public static Machine Start(JqBudget budget, RunContext context, CancellationToken cancellationToken)
    {
        var machine = _idle ?? new Machine();
        _idle = null;
        machine.Context = context;
        machine.Meter.Start(budget, cancellationToken);
        return machine;
    }

    public void Dispose()
    {
        _owner = null;
        Target = null;
        Halted = null;
        Error = default;
        Pending = default;
        Context = RunContext.Closed;
        _idle = this;
    }

    public Flow Fail(string message)
    {
        Error = JqValue.FromString(message);
        return Flow.Error;
    }

    public Flow Fail(JqValue error)
    {
        Error = error;
        return Flow.Error;
    }

    /// <summary>"kind (value) what", the form of most of jq's messages.</summary>
    public Flow Fail(JqValue value, string what) => Fail($"{ErrorText.Describe(value)} {what}");

    public Flow Fail(JqValue left, JqValue right, string what) =>
        Fail($"{ErrorText.Describe(left)} and {ErrorText.Describe(right)} {what}");

    /// <summary>An error, unless it is the budget that ended the work.</summary>
    public Flow FailUnlessEnded(string message) => Meter.Exceeded is null ? Fail(message) : Flow.Abort;

    public Flow BreakTo(object target)
    {
        Target = target;
        return Flow.Break;
    }

    /// <summary>The reason a run ended with anything but Done.</summary>
    public JqError ToError(Flow flow)
    {
        if (flow != Flow.Abort)
        {
            return flow == Flow.Break
                ? new JqError("break", JqValue.FromString("break"))
                : new JqError(Error.IsString ? Error.Text : $"(not a string): {JsonText.WriteStart(Error, MaxErrorText)}", Error);
        }

        return Halted is { } halt
            ? new JqError("The program halted", halt.Value) { ExitCode = halt.ExitCode }
            : Meter.Exceeded ?? new JqError("The run was stopped", JqValue.Null, "stopped");
    }

    /// <summary>True when the break on its way out ends here.</summary>
    public bool Arrived(Flow flow, object target) => flow == Flow.Break && ReferenceEquals(Target, target);
}
