namespace Pipeline.Jq.Execution;

/// <summary>
/// Sets many paths of one value. Each container on the way is copied once and then changed in place, so that
/// updating all items of an array takes time linear in their number. A container that is shown to the program
/// in between counts as shared from then on.
/// </summary>
internal sealed class PathEditor(JqValue root)
{
    private object _token = new();
    private bool _isRepeated;

    public JqValue Root { get; private set; } = root;

    public Flow Get(Machine machine, JqValue path, out JqValue value)
    {
        var flow = Paths.Get(machine, Root, path, out value);
        if ((value.IsArray && value.Array.IsEditableBy(_token)) || (value.IsObject && value.Object.IsEditableBy(_token)))
        {
            _token = new object();
        }

        return flow;
    }

    public Flow Set(Machine machine, JqValue path, JqValue value)
    {
        if (path.Count == 0)
        {
            Root = value;
            return Flow.Done;
        }

        var keys = path.Array.Span;
        var parents = new JqValue[keys.Length];
        parents[0] = Root;
        for (var i = 1; i < keys.Length; i++)
        {
            var flow = Access.Get(machine, parents[i - 1], keys[i - 1], out parents[i]);
            flow = flow == Flow.Done ? Paths.CheckPlace(machine, parents[i - 1], keys[i - 1]) : flow;
            if (flow != Flow.Done)
            {
                return flow;
            }
        }

        var set = SetUpwards(machine, parents, keys, value);
        _isRepeated = true;
        return set;
    }

    // Upwards from the leaf, until a container is reached that could be changed in place.
    private Flow SetUpwards(Machine machine, JqValue[] parents, ReadOnlySpan<JqValue> keys, JqValue value)
    {
        for (var i = keys.Length - 1; i >= 0; i--)
        {
            if (TrySetInPlace(parents[i], keys[i], value))
            {
                return Flow.Done;
            }

            var flow = Copy(machine, parents[i], keys[i], value, out value);
            if (flow != Flow.Done)
            {
                return flow;
            }
        }

        Root = value;
        return Flow.Done;
    }

    private bool TrySetInPlace(JqValue target, JqValue key, JqValue value)
    {
        if (key.IsString && target.IsObject && target.Object.IsEditableBy(_token))
        {
            target.Object.Set(key.Text, value, _token);
            return true;
        }

        if (key.IsNumber && target.IsArray && target.Array.IsEditableBy(_token) && key.Number >= 0 && key.Number <= target.Count)
        {
            target.Array.Set((int)key.Number, value);
            return true;
        }

        return false;
    }

    // The first path is set the plain way, which is all there is to do in most assignments.
    private Flow Copy(Machine machine, JqValue target, JqValue key, JqValue value, out JqValue copy)
    {
        var flow = Paths.SetKey(machine, target, key, value, out copy);
        if (flow == Flow.Done && _isRepeated && key.Kind is JqKind.String or JqKind.Number)
        {
            copy = copy.IsArray ? new(copy.Array.Editable(_token)) : new(copy.Object.Editable(_token));
        }

        return flow;
    }
}
