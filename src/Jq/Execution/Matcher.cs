namespace Pipeline.Jq.Execution;

/// <summary>A compiled destructuring pattern: sets variables, then tells the sink, once for each way it fits.</summary>
internal abstract class Matcher
{
    public abstract Flow Match(Machine machine, Frame frame, JqValue value, Sink matched);
}
