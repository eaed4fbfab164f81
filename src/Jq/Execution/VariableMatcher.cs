namespace Pipeline.Jq.Execution;

internal sealed class VariableMatcher(int slot) : Matcher
{
    public override Flow Match(Machine machine, Frame frame, JqValue value, Trail? path, Sink matched)
    {
        frame.Variables[slot] = value;
        return matched.Emit(machine, value, path);
    }
}
