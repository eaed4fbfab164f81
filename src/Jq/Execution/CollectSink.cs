using Pipeline.Jq.Values;

namespace Pipeline.Jq.Execution;

/// <summary>Collects outputs into an array.</summary>
internal sealed class CollectSink : Sink
{
    private JqValue[] _items = [];
    private int _count;

    public ReadOnlySpan<JqValue> Items => _items.AsSpan(0, _count);

    public JqValue ToArray() => new(JqArray.Own(_items, _count));

    public override Flow Emit(Machine machine, JqValue value, Trail? path)
    {
        if (_count == _items.Length)
        {
            Array.Resize(ref _items, Math.Max(4, _count * 2));
        }

        _items[_count++] = value;
        return machine.Meter.Take(Machine.ItemBytes) ? Flow.Done : Flow.Abort;
    }
}
