using System.Diagnostics.CodeAnalysis;
using Pipeline.Jq.Values;

namespace Pipeline.Jq;

public readonly partial struct JqValue
{
    /// <summary>Same value by jq's <c>==</c>: objects compare without regard to the order of keys.</summary>
    public bool Equals(JqValue other) => ValueComparer.AreEqual(this, other);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is JqValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ValueComparer.Hash(this);

    /// <summary>Orders by jq's sort order: null, false, true, numbers, strings, arrays, objects.</summary>
    public int CompareTo(JqValue other) => ValueComparer.Compare(this, other);

    /// <summary>The value as compact JSON.</summary>
    public override string ToString() => ToJson();

    /// <summary>Whether both are one and the same value in memory; jq decides by it whether a path is intact.</summary>
    internal bool IsSameAs(JqValue other) =>
        ReferenceEquals(_ref, other._ref)
        && BitConverter.DoubleToInt64Bits(_number) == BitConverter.DoubleToInt64Bits(other._number);

    /// <summary>Same value by jq's <c>==</c>.</summary>
    public static bool operator ==(JqValue left, JqValue right) => left.Equals(right);

    /// <summary>Different value by jq's <c>!=</c>.</summary>
    public static bool operator !=(JqValue left, JqValue right) => !left.Equals(right);

    /// <summary>Earlier in jq's sort order.</summary>
    public static bool operator <(JqValue left, JqValue right) => left.CompareTo(right) < 0;

    /// <summary>Later in jq's sort order.</summary>
    public static bool operator >(JqValue left, JqValue right) => left.CompareTo(right) > 0;

    /// <summary>Not later in jq's sort order.</summary>
    public static bool operator <=(JqValue left, JqValue right) => left.CompareTo(right) <= 0;

    /// <summary>Not earlier in jq's sort order.</summary>
    public static bool operator >=(JqValue left, JqValue right) => left.CompareTo(right) >= 0;
}
