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

        return machine.Meter.Step(ordered.Length) ? DeleteAll(machine, root, ordered, out output) : Flow.Abort;
    }

    // From the last path to the first; those that end in the same container are taken out of it together.
    private static Flow DeleteAll(Machine machine, JqValue root, JqValue[] ordered, out JqValue output)
    {
        output = root;
        for (var end = ordered.Length; end > 0;)
        {
            var start = end - 1;
            while (start > 0 && AreSiblings(ordered[start - 1].Array, ordered[end - 1].Array))
            {
                start--;
            }

            var flow = DeleteSiblings(machine, output, ordered.AsSpan(start, end - start), out output);
            if (flow != Flow.Done)
            {
                return flow;
            }

            end = start;
        }

        return Flow.Done;
    }

    private static bool AreSiblings(JqArray left, JqArray right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Count - 1; i++)
        {
            if (!ValueComparer.AreEqual(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static Flow DeleteSiblings(Machine machine, JqValue target, ReadOnlySpan<JqValue> siblings, out JqValue output)
    {
        output = default;
        var path = siblings[0].Array.Span;
        var parents = new JqValue[path.Length];
        parents[0] = target;
        for (var i = 0; i < path.Length - 1; i++)
        {
            if (parents[i].IsNull)
            {
                output = target;
                return Flow.Done;
            }

            var read = Access.Get(machine, parents[i], path[i], out parents[i + 1]);
            if (read != Flow.Done)
            {
                return read;
            }
        }

        return Rebuild(machine, parents, path, siblings, out output);
    }

    private static Flow Rebuild(
        Machine machine, JqValue[] parents, ReadOnlySpan<JqValue> path, ReadOnlySpan<JqValue> siblings, out JqValue output)
    {
        output = parents[^1];
        var flow = output.IsNull ? Flow.Done : KeyDeletion.Delete(machine, parents[^1], siblings, out output);
        for (var i = path.Length - 2; i >= 0 && flow == Flow.Done; i--)
        {
            // A path that leads nowhere must not make anything.
            if (output.IsNull && parents[i + 1].IsNull)
            {
                output = parents[i];
            }
            else
            {
                flow = Paths.SetKey(machine, parents[i], path[i], output, out output);
            }
        }

        return flow;
    }
}
