namespace Pipeline.Aws.Models;

/// <summary>A structure's members in model order, found by name and by their name in a JSON body.</summary>
internal sealed class MemberTable
{
    public static readonly MemberTable Empty = new([]);

    private readonly Dictionary<string, Member> _byName;
    private readonly Dictionary<byte[], Member>.AlternateLookup<ReadOnlySpan<byte>> _byWireName;

    public MemberTable(Member[] members)
    {
        All = members;
        _byName = members.ToDictionary(member => member.Name, StringComparer.Ordinal);

        var onWire = new Dictionary<byte[], Member>(members.Length, Utf8Comparer.Instance);
        foreach (var member in members)
        {
            // Where two members share a name on the wire (one in a header, one in the body), the body's is meant.
            if (member.IsInResponseBody)
            {
                onWire[member.WireNameUtf8] = member;
            }
        }

        _byWireName = onWire.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public IReadOnlyList<Member> All { get; }

    public Member? Find(string name) => _byName.GetValueOrDefault(name);

    public Member? FindOnWire(ReadOnlySpan<byte> name) => _byWireName.TryGetValue(name, out var member) ? member : null;
}
