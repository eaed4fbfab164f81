using Pipeline.Jq.Execution;
using Pipeline.Jq.Values;

namespace Pipeline.Jq.Builtins;

/// <summary>Arrays and objects: size, keys, membership, conversion between them.</summary>
internal static class CollectionBuiltins
{
    public static Builtin[] All { get; } =
    [
        Builtin.Native("length", 0, Length),
        Builtin.Native("utf8bytelength", 0, ByteLength),
        Builtin.Native("keys", 0, static (Machine m, JqValue input, ReadOnlySpan<JqValue> _, out JqValue o) => Keys(m, input, true, out o)),
        Builtin.Native("keys_unsorted", 0, static (Machine m, JqValue input, ReadOnlySpan<JqValue> _, out JqValue o) => Keys(m, input, false, out o)),
        Builtin.Native("has", 1, Has),
        Builtin.Native("contains", 1, static (Machine m, JqValue input, ReadOnlySpan<JqValue> a, out JqValue o) => Containment.Contains(m, input, a[0], out o)),
        Builtin.Special("add", 0, static _ => new AddCode(new IterateCode(IdentityCode.Instance))),
        Builtin.Special("add", 1, static arguments => new AddCode(arguments[0])),
        Builtin.Native("to_entries", 0, ToEntries),
        Builtin.Native("toarray", 0, static (Machine _, JqValue input, ReadOnlySpan<JqValue> _, out JqValue o) =>
            ControlBuiltins.Done(input.IsArray ? input : new(JqArray.Own([input])), out o)),
    ];

    private static Flow Length(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output)
    {
        output = default;
        switch (input.Kind)
        {
            case JqKind.Boolean:
                return machine.Fail(input, "has no length");
            case JqKind.Number:
                output = NumberReader.Absolute(input);
                return Flow.Done;
            case JqKind.String:
                output = JqValue.FromNumber(Unicode.Length(input.Text));
                return machine.Meter.Scan(input.Text.Length) ? Flow.Done : Flow.Abort;
            default:
                output = JqValue.FromNumber(input.Count);
                return Flow.Done;
        }
    }

    private static Flow ByteLength(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output)
    {
        output = default;
        if (!input.IsString)
        {
            return machine.Fail(input, "only strings have UTF-8 byte length");
        }

        output = JqValue.FromNumber(System.Text.Encoding.UTF8.GetByteCount(input.Text));
        return machine.Meter.Scan(input.Text.Length) ? Flow.Done : Flow.Abort;
    }

    private static Flow Keys(Machine machine, JqValue input, bool sorted, out JqValue output)
    {
        output = default;
        if (input.Kind is not (JqKind.Array or JqKind.Object))
        {
            return machine.Fail(input, "has no keys");
        }

        if (!machine.Meter.Take(input.Count * (long)Machine.ItemBytes))
        {
            return Flow.Abort;
        }

        var keys = new JqValue[input.Count];
        var order = sorted && input.IsObject ? input.Object.SortedOrder() : null;
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = input.IsArray ? JqValue.FromNumber(i) : new(input.Object.KeyAt(order is null ? i : order[i]));
        }

        output = new(JqArray.Own(keys));
        return Flow.Done;
    }

    private static Flow Has(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output)
    {
        output = default;
        var key = arguments[0];
        if (input.IsObject && key.IsString)
        {
            output = JqValue.FromBoolean(input.Object.Contains(key.Text));
            return Flow.Done;
        }

        if (input.IsArray && key.IsNumber)
        {
            output = JqValue.FromBoolean(Math.Truncate(key.Number) is >= 0 and var index && index < input.Count);
            return Flow.Done;
        }

        output = JqValue.False;
        return input.IsNull ? Flow.Done : machine.Fail($"Cannot check whether {input.Kind.Name()} has a {key.Kind.Name()} key");
    }

    private static Flow ToEntries(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output)
    {
        output = default;
        if (input.Kind is not (JqKind.Array or JqKind.Object))
        {
            return machine.Fail(input, "has no keys");
        }

        if (!machine.Meter.Take(input.Count * (Machine.ItemBytes + (2L * Machine.PropertyBytes))))
        {
            return Flow.Abort;
        }

        var items = input.IsArray ? input.Array : null;
        var properties = items is null ? input.Object : null;
        var entries = new JqValue[input.Count];
        for (var i = 0; i < entries.Length; i++)
        {
            var entry = new ObjectBuilder(2);
            entry.Set("key", items is null ? new(properties!.KeyAt(i)) : JqValue.FromNumber(i));
            entry.Set("value", items is null ? properties!.ValueAt(i) : items[i]);
            entries[i] = new(entry.Build());
        }

        output = new(JqArray.Own(entries));
        return Flow.Done;
    }
}
