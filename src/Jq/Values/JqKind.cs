using System.Diagnostics.CodeAnalysis;

namespace Pipeline.Jq;

/// <summary>The six kinds of JSON value, in the order jq sorts them (false and true are both <see cref="Boolean"/>).</summary>
[SuppressMessage("Naming", "CA1720", Justification = "They are the names JSON has for its kinds of value.")]
public enum JqKind
{
    /// <summary><c>null</c>.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A number; a double, or a literal that keeps its decimal text.</summary>
    Number,

    /// <summary>A string of Unicode code points.</summary>
    String,

    /// <summary>An array.</summary>
    Array,

    /// <summary>An object; keys keep the order in which they were inserted.</summary>
    Object,
}
