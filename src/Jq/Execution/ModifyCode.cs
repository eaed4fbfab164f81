using Pipeline.Jq.Values;

namespace Pipeline.Jq.Execution;

/// <summary><c>paths |= update</c>: the first output of the update, or the path deleted when there is none.</summary>
internal sealed class ModifyCode(Code paths, Code update) : SingleCode
{
    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output) =>
        Apply(machine, paths, update, frame, input, out output);

    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next)
    {
        var flow = Apply(machine, paths, update, frame, input, out var output);
        return flow == Flow.Done ? Leave(machine, output, path, next) : flow;
    }

    /// <summary>An updated value is never a path; jq notices it in the pair of value and deletions that it keeps.</summary>
    public static Flow Leave(Machine machine, JqValue output, Trail? path, Sink next) => path is null
        ? next.Emit(machine, output, null)
        : machine.Fail($"Invalid path expression near attempt to access element 0 of {ErrorText.Shorten(new(JqArray.Own([output, JqValue.EmptyArray])))}");

    public static Flow Apply(Machine machine, Code paths, Code update, Frame frame, JqValue input, out JqValue output)
    {
        var sink = new UpdateSink(update, frame, input);
        var flow = Paths.Each(machine, paths, frame, input, sink);
        output = sink.Editor.Root;
        if (flow == Flow.Done && sink.HasLostDeletions)
        {
            return machine.Fail("Paths must be specified as an array");
        }

        return flow == Flow.Done && sink.Deleted is { } deleted
            ? PathDeletion.Delete(machine, output, new(JqArray.From(deleted)), out output)
            : flow;
    }
}
