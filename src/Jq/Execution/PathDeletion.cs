using Pipeline.Jq.Values;

namespace Pipeline.Jq.Execution;

/// <summary><c>delpaths</c>: all positions mean the places before the deletion.</summary>
internal static class PathDeletion
{
    private const int MaxDepth = 10_000;

    public static Flow Delete(Machine machine, JqValue root, JqValue paths, out JqValue output)
    {
        output = root;
        if (!paths.IsArray)
        {
            return machine.Fail("Paths must be specified as an array");
        }

        var ordered = paths.Array.Span.ToArray();
        if (!StableSort.TrySort(ordered, ordered, machine.Meter))
        {
            return machine.FailUnlessEnded("Comparison too deep");
        }

        foreach (var path in ordered)
        {
            if (!path.IsArray)
            {
                return machine.Fail($"Path must be specified as array, not {path.Kind.Name()}");
            }

            if (path.Count > MaxDepth)
            {
                return machine.Fail("Path too deep");
            }
        }

        // The shortest path comes first; the empty one takes away everything.
        if (ordered is [{ Count: 0 }, ..])
        {
            output = default;
            return Flow.Done;
        }

        return machine.Meter.Step(ordered.Length) ? DeleteFrom(machine, root, ordered, 0, out output) : Flow.Abort;
    }

    // From the first path to the last, one key after the other: paths that share their start are followed together,
    // and what is taken out of a container is taken out at once.
    private static Flow DeleteFrom(Machine machine, JqValue target, ReadOnlyMemory<JqValue> ordered, int level, out JqValue output)
    {
        output = target;
        var editor = new PathEditor(target);
        var gone = new List<JqValue>();
        for (int start = 0, end; start < ordered.Length; start = end)
        {
            var path = ordered.Span[start];
            var key = path.Array[level];
            end = EndOf(ordered.Span, start, level);
            if (path.Count == level + 1)
            {
                gone.Add(key);
                continue;
            }

            var flow = DeleteInside(machine, editor, key, ordered[start..end], level);
            if (flow != Flow.Done)
            {
                return flow;
            }
        }

        output = editor.Root;
        return gone.Count == 0 || output.IsNull ? Flow.Done : KeyDeletion.Delete(machine, output, gone, out output);
    }

    private static Flow DeleteInside(Machine machine, PathEditor editor, JqValue key, ReadOnlyMemory<JqValue> ordered, int level)
    {
        var flow = Access.Get(machine, editor.Root, key, out var inner);
        if (flow != Flow.Done || inner.IsNull)
        {
            return flow;
        }

        JqValue changed;
        if (Machine.HasStack)
        {
            flow = DeleteFrom(machine, inner, ordered, level + 1, out changed);
        }
        else
        {
            (flow, changed) = Machine.OnFreshStack(() => (DeleteFrom(machine, inner, ordered, level + 1, out var result), result));
        }

        return flow == Flow.Done ? editor.Set(machine, new(JqArray.Own([key])), changed) : flow;
    }

    // Where the paths end that have the same key at this level.
    private static int EndOf(ReadOnlySpan<JqValue> ordered, int start, int level)
    {
        var end = start + 1;
        while (end < ordered.Length && ValueComparer.AreEqual(ordered[start].Array[level], ordered[end].Array[level]))
        {
            end++;
        }

        return end;
    }
}
