using System.Diagnostics.CodeAnalysis;

namespace Pipeline.Aws.Models;

/// <summary>
/// The type of a value. Shapes refer to each other, in cycles too, so what a shape is made of is resolved when
/// it is first asked for.
/// </summary>
internal sealed class Shape(ShapeType type, string name, Traits traits)
{
    private Lazy<MemberTable>? _members;
    private Lazy<ShapeRef>? _item;
    private Lazy<ShapeRef>? _key;
    private Lazy<ShapeRef>? _value;

    public ShapeType Type { get; } = type;

    public string Name { get; } = name;

    public Traits Traits { get; } = traits;

    /// <summary>A structure of which exactly one member is set.</summary>
    public bool IsUnion { get; init; }

    /// <summary>A structure that is any JSON value.</summary>
    public bool IsDocument { get; init; }

    public IReadOnlyList<Member> Members => MemberTable.All;

    /// <summary>A list's element.</summary>
    public ShapeRef Item => _item!.Value;

    /// <summary>A map's key.</summary>
    public ShapeRef Key => _key!.Value;

    /// <summary>A map's value.</summary>
    public ShapeRef Value => _value!.Value;

    public bool TryFind(string name, [NotNullWhen(true)] out Member? member) => (member = MemberTable.Find(name)) is not null;

    /// <summary>The member with this name in a JSON body.</summary>
    public Member? FindOnWire(ReadOnlySpan<byte> name) => MemberTable.FindOnWire(name);

    public void Define(Lazy<MemberTable>? members, Lazy<ShapeRef>? item, Lazy<ShapeRef>? key, Lazy<ShapeRef>? value) =>
        (_members, _item, _key, _value) = (members, item, key, value);

    private MemberTable MemberTable => _members?.Value ?? MemberTable.Empty;
}
