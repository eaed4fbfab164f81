using System.Text.Json.Serialization;

namespace Pipeline.Ledger.Runs.State;

/// <summary>Which groups of a run are through with what, a bit for each.</summary>
internal sealed class GroupMarks
{
    [JsonInclude]
    public int Count { get; internal set; }

    [JsonInclude]
    public byte[] Closed { get; internal set; } = [];

    [JsonInclude]
    public byte[] Reported { get; internal set; } = [];

    [JsonInclude]
    public byte[] Swept { get; internal set; } = [];

    [JsonIgnore]
    public bool AllClosed => Closed.HasAll(Count);

    [JsonIgnore]
    public bool AllReported => Reported.HasAll(Count);

    [JsonIgnore]
    public bool AllSwept => Swept.HasAll(Count);

    public static GroupMarks Of(int scopes)
    {
        var count = (scopes + GroupDocument.Size - 1) / GroupDocument.Size;
        return new GroupMarks { Count = count, Closed = Bits.Of(count), Reported = Bits.Of(count), Swept = Bits.Of(count) };
    }

    /// <summary>Notes that every scope of a group has closed; false when that was noted. What completed nothing has nothing to sweep.</summary>
    public bool TryClose(int group, bool sweepsAny)
    {
        if (!Closed.TrySet(group))
        {
            return false;
        }

        if (!sweepsAny)
        {
            Reported.TrySet(group);
            Swept.TrySet(group);
        }

        return true;
    }
}
