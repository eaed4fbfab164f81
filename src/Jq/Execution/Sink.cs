namespace Pipeline.Jq.Execution;

/// <summary>Receives the outputs of an expression, one by one. Anything but <see cref="Flow.Done"/> stops the expression.</summary>
internal abstract class Sink
{
    public abstract Flow Emit(Machine machine, JqValue value, Trail? path);
}
