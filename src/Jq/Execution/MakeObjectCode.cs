using Pipeline.Jq.Values;

namespace Pipeline.Jq.Execution;

/// <summary><c>{key: value, …}</c>: one object for each combination, the first entry varying slowest.</summary>
internal sealed class MakeObjectCode((Code Key, Code Value)[] entries) : Code
{
    public override bool IsSingle { get; } = Array.TrueForAll(entries, entry => entry.Key.IsSingle && entry.Value.IsSingle);

    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        output = default;
        var builder = new ObjectBuilder(entries.Length);
        foreach (var (key, value) in entries)
        {
            var flow = key.Eval(machine, frame, input, out var name);
            flow = flow == Flow.Done ? value.Eval(machine, frame, input, out output) : flow;
            if (flow != Flow.Done)
            {
                return flow;
            }

            if (!name.IsString)
            {
                return NotAKey(machine, name);
            }

            builder.Set(name.Text, output);
        }

        output = new(builder.Build());
        return machine.Meter.Take(entries.Length * Machine.PropertyBytes) ? Flow.Done : Flow.Abort;
    }

    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next)
    {
        if (!IsSingle)
        {
            return AddFrom(0, JqObject.Empty, machine, frame, input, path, next);
        }

        var flow = Eval(machine, frame, input, out var output);
        return flow switch
        {
            Flow.Done => next.Emit(machine, output, path),
            Flow.Empty => Flow.Done,
            _ => flow,
        };
    }

    private Flow AddFrom(int entry, JqObject made, Machine machine, Frame frame, JqValue input, Trail? path, Sink next) =>
        entry == entries.Length
            ? next.Emit(machine, new(made), path)
            : entries[entry].Key.Run(machine, frame, input, null, new KeySink(this, entry, made, frame, input, path, next));

    private static Flow NotAKey(Machine machine, JqValue name) =>
        machine.Fail($"Cannot use {ErrorText.Describe(name)} as object key");

    private sealed class KeySink(MakeObjectCode owner, int entry, JqObject made, Frame frame, JqValue input, Trail? path, Sink next)
        : Sink
    {
        public override Flow Emit(Machine machine, JqValue value, Trail? _) =>
            owner.ValueAt(entry).Run(machine, frame, input, null, new ValueSink(owner, entry, made, value, frame, input, path, next));
    }

    private Code ValueAt(int entry) => entries[entry].Value;

    private sealed class ValueSink(
        MakeObjectCode owner, int entry, JqObject made, JqValue key, Frame frame, JqValue input, Trail? path, Sink next) : Sink
    {
        public override Flow Emit(Machine machine, JqValue value, Trail? _)
        {
            if (!key.IsString)
            {
                return NotAKey(machine, key);
            }

            return machine.Meter.Take(Machine.PropertyBytes)
                ? owner.AddFrom(entry + 1, made.With(key.Text, value, null), machine, frame, input, path, next)
                : Flow.Abort;
        }
    }
}
