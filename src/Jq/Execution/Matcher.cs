namespace Pipeline.Jq.Execution;

/// <summary>
/// A compiled destructuring pattern: sets variables, then tells the sink, once for each way it fits. Where paths are
/// followed the parts that are looked up are steps of the path, as in jq's machine.
/// </summary>
internal abstract class Matcher
{
    public abstract Flow Match(Machine machine, Frame frame, JqValue value, Trail? path, Sink matched);
}
