namespace Pipeline.Jq.Execution;

/// <summary>
/// Lets errors raised after an expression pass through those who catch the errors of the expression itself:
/// on its way out such an error is a break to this sink.
/// </summary>
internal sealed class GuardSink(Sink next) : Sink
{
    private JqValue _error;

    public override Flow Emit(Machine machine, JqValue value, Trail? path)
    {
        var flow = next.Emit(machine, value, path);
        if (flow != Flow.Error)
        {
            return flow;
        }

        _error = machine.Error;
        return machine.BreakTo(this);
    }

    /// <summary>True, with the error restored, when an error from further on has arrived.</summary>
    public bool Returns(Machine machine, ref Flow flow)
    {
        if (!machine.Arrived(flow, this))
        {
            return false;
        }

        machine.Error = _error;
        flow = Flow.Error;
        return true;
    }
}
