using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Ledger.Runs.State;

/// <summary>A set of page numbers. Pages come about in order, so that it is a range or a few, however many pages there are.</summary>
[JsonConverter(typeof(PageSetConverter))]
internal sealed class PageSet
{
    // Ranges that neither touch nor overlap, in order.
    private readonly List<(int First, int Last)> _ranges = [];

    public IReadOnlyList<(int First, int Last)> Ranges => _ranges;

    public int Count => _ranges.Sum(range => range.Last - range.First + 1);

    public bool Contains(int page) => Covers(page, page);

    /// <summary>Whether every page from one to another is in it; true when there is none between.</summary>
    public bool Covers(int first, int last) => first > last || _ranges.Exists(range => range.First <= first && last <= range.Last);

    public bool IsSubsetOf(PageSet other) => _ranges.TrueForAll(range => other.Covers(range.First, range.Last));

    /// <summary>Adds a page; false when it was in it.</summary>
    public bool Add(int page)
    {
        var next = _ranges.FindIndex(range => page <= range.Last);
        if (next >= 0 && _ranges[next].First <= page)
        {
            return false;
        }

        var index = next < 0 ? _ranges.Count : next;
        var joinsBefore = index > 0 && _ranges[index - 1].Last == page - 1;
        var joinsAfter = index < _ranges.Count && _ranges[index].First == page + 1;
        switch (joinsBefore, joinsAfter)
        {
            case (true, true):
                _ranges[index - 1] = (_ranges[index - 1].First, _ranges[index].Last);
                _ranges.RemoveAt(index);
                break;
            case (true, false):
                _ranges[index - 1] = (_ranges[index - 1].First, page);
                break;
            case (false, true):
                _ranges[index] = (page, _ranges[index].Last);
                break;
            default:
                _ranges.Insert(index, (page, page));
                break;
        }

        return true;
    }

    /// <summary>Writes the ranges as one array of their ends: <c>[1,7,9,9]</c>.</summary>
    internal sealed class PageSetConverter : JsonConverter<PageSet>
    {
        public override PageSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var set = new PageSet();
            while (reader.Read() && reader.TokenType == JsonTokenType.Number)
            {
                var first = reader.GetInt32();
                reader.Read();
                set._ranges.Add((first, reader.GetInt32()));
            }

            return set;
        }

        public override void Write(Utf8JsonWriter writer, PageSet value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var (first, last) in value._ranges)
            {
                writer.WriteNumberValue(first);
                writer.WriteNumberValue(last);
            }

            writer.WriteEndArray();
        }
    }
}
