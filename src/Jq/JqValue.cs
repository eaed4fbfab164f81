using Pipeline.Jq.Values;

namespace Pipeline.Jq;

/// <summary>
/// An immutable JSON value with jq's semantics. Sixteen bytes; copying one is free and all members are
/// safe to call from many threads. <c>default</c> is null.
/// </summary>
public readonly partial struct JqValue : IEquatable<JqValue>, IComparable<JqValue>
{
    private readonly object? _ref;
    private readonly double _number;

    internal JqValue(object? reference, double number = 0)
    {
        _ref = reference;
        _number = number;
    }

    /// <summary>JSON null.</summary>
    public static JqValue Null => default;

    /// <summary>JSON true.</summary>
    public static JqValue True => new(Tag.True);

    /// <summary>JSON false.</summary>
    public static JqValue False => new(Tag.False);

    /// <summary>The empty array.</summary>
    public static JqValue EmptyArray => new(JqArray.Empty);

    /// <summary>The empty object.</summary>
    public static JqValue EmptyObject => new(JqObject.Empty);

    /// <summary>Which of the six kinds of JSON value this is.</summary>
    public JqKind Kind => _ref switch
    {
        null => JqKind.Null,
        string => JqKind.String,
        JsonTape => (JqKind)(Bits >> 32),
        _ => ((Node)_ref).Kind,
    };

    /// <summary>False for null and false, true for everything else.</summary>
    public bool IsTruthy => _ref is not null && !ReferenceEquals(_ref, Tag.False);

    /// <summary>True for null.</summary>
    public bool IsNull => _ref is null;

    internal bool IsString => _ref is string || (_ref is JsonTape && Kind == JqKind.String);

    internal bool IsNumber => ReferenceEquals(_ref, Tag.Written) || ReferenceEquals(_ref, Tag.Number) || _ref is NumberLiteral;

    internal bool IsArray => _ref is JqArray || (_ref is JsonTape && Kind == JqKind.Array);

    internal bool IsObject => _ref is JqObject || (_ref is JsonTape && Kind == JqKind.Object);

    internal JqArray Array => _ref as JqArray ?? ((JsonTape)_ref!).ToArray(TapeIndex);

    internal JqObject Object => _ref as JqObject ?? ((JsonTape)_ref!).ToObject(TapeIndex);

    internal string Text => _ref as string ?? ((JsonTape)_ref!).TextAt(TapeIndex);

    internal double Number => _number;

    internal object? Reference => _ref;

    internal NumberLiteral? Literal => _ref as NumberLiteral;

    /// <summary>A number that was written, and of which the double says all.</summary>
    internal bool IsPlainlyWritten => ReferenceEquals(_ref, Tag.Written);

    /// <summary>The document this is a part of that is not yet taken apart; null for values made one by one.</summary>
    internal JsonTape? Tape => _ref as JsonTape;

    internal int TapeIndex => (int)Bits;

    private long Bits => BitConverter.DoubleToInt64Bits(_number);

    /// <summary>A string value; lone surrogates become U+FFFD.</summary>
    public static JqValue FromString(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(Unicode.Repair(value));
    }

    /// <summary>A string, array or object that is still a part of its document.</summary>
    internal static JqValue FromTape(JsonTape tape, int index, JqKind kind) =>
        new(tape, BitConverter.Int64BitsToDouble(((long)kind << 32) | (uint)index));

    /// <summary>A number value. Not-a-number prints as null and infinities as the largest double, as in jq.</summary>
    public static JqValue FromNumber(double value) => new(Tag.Number, value);

    internal static JqValue FromWritten(double value) => new(Tag.Written, value);

    /// <summary>True or false.</summary>
    public static JqValue FromBoolean(bool value) => value ? True : False;

    /// <summary>An array of the items in their order.</summary>
    public static JqValue FromArray(IEnumerable<JqValue> items) => new(JqArray.Own([.. items]));

    /// <summary>An object; of pairs with the same key the last wins and keeps the place of the first.</summary>
    public static JqValue FromObject(IEnumerable<KeyValuePair<string, JqValue>> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        var builder = new ObjectBuilder(4);
        foreach (var (key, value) in properties)
        {
            builder.Set(Unicode.Repair(key), value);
        }

        return new(builder.Build());
    }

    /// <summary>The text of a string.</summary>
    /// <exception cref="InvalidOperationException">The value is not a string.</exception>
    public string AsString() => IsString ? Text : throw NotA(JqKind.String);

    /// <summary>The double nearest to a number.</summary>
    /// <exception cref="InvalidOperationException">The value is not a number.</exception>
    public double AsNumber() => IsNumber ? _number : throw NotA(JqKind.Number);

    /// <summary>The value of a boolean.</summary>
    /// <exception cref="InvalidOperationException">The value is not a boolean.</exception>
    public bool AsBoolean() => Kind == JqKind.Boolean ? IsTruthy : throw NotA(JqKind.Boolean);

    /// <summary>The number of items of an array or properties of an object; 0 for anything else.</summary>
    public int Count => _ref switch
    {
        JqArray array => array.Count,
        JqObject obj => obj.Count,
        JsonTape tape when Kind != JqKind.String => tape.Count(TapeIndex),
        _ => 0,
    };

    /// <summary>The item at the index of an array.</summary>
    /// <exception cref="InvalidOperationException">The value is not an array.</exception>
    public JqValue this[int index] => IsArray ? ItemAt(index) : throw NotA(JqKind.Array);

    internal JqValue ItemAt(int index) => _ref is JsonTape tape ? tape.ItemAt(TapeIndex, index) : ((JqArray)_ref!)[index];

    /// <summary>Finds a property; false when the value is no object or has no such key.</summary>
    public bool TryGetProperty(string name, out JqValue value)
    {
        ArgumentNullException.ThrowIfNull(name);
        switch (_ref)
        {
            case JqObject obj:
                return obj.TryGet(name, out value);
            case JsonTape tape when Kind == JqKind.Object:
                return tape.TryFind(TapeIndex, name, out value);
            default:
                value = default;
                return false;
        }
    }

    /// <summary>The items of an array; nothing for any other kind.</summary>
    public IEnumerable<JqValue> EnumerateArray()
    {
        if (IsArray)
        {
            var array = Array;
            for (var i = 0; i < array.Count; i++)
            {
                yield return array[i];
            }
        }
    }

    /// <summary>The properties of an object in their order; nothing for any other kind.</summary>
    public IEnumerable<KeyValuePair<string, JqValue>> EnumerateObject()
    {
        if (IsObject)
        {
            var obj = Object;
            for (var i = 0; i < obj.Count; i++)
            {
                yield return new(obj.KeyAt(i), obj.ValueAt(i));
            }
        }
    }

    private InvalidOperationException NotA(JqKind expected) =>
        new($"The value is {Kind.Name()}, not {expected.Name()}.");
}
