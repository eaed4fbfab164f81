using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Pipeline.Jq.Tests;

public sealed class ValueTests
{
    private const string Document = """{"name":"x","tags":[{"Key":"a","Value":"é😀"},{"Key":"b","Value":null}],"n":1.50,"big":100000000000000000000,"t":true}""";

    [Theory]
    [InlineData("1.000", "1.000")]
    [InlineData("1e2", "1E+2")]
    [InlineData("100000000000000000001", "100000000000000000001")]
    [InlineData("-0", "-0")]
    [InlineData("1e1000", "1E+1000")]
    [InlineData("nan", "null")]
    [InlineData("0.10", "0.10")]
    [InlineData("[1, 2 ,\t3]", "[1,2,3]")]
    [InlineData("{\"b\":1,\"a\":2,\"b\":3}", "{\"b\":3,\"a\":2}")]
    [InlineData("\"\\u00e9\\ud83d\\ude00\\n\\u007f\"", "\"é😀\\n\\u007f\"")]
    public void ToJson_ParsedText_IsWhatJqPrints(string json, string expected) => Assert.Equal(expected, JqValue.Parse(json).ToJson());

    [Theory]
    [InlineData("[1,]", "Expected another array element at line 1, column 4")]
    [InlineData("[1", "Unfinished JSON term at EOF at line 1, column 2")]
    [InlineData("{\"a\" 1}", "Expected separator between values at line 1, column 7")]
    [InlineData("{a:1}", "Invalid literal at line 1, column 3", "Invalid numeric literal at line 1, column 3")]
    [InlineData("1 2", "Unexpected extra JSON values")]
    [InlineData("", "Expected JSON value")]
    public void Parse_FaultyText_SaysWhatJqSays(string json, string message, string? other = null)
    {
        var exception = Assert.Throws<JqParseException>(() => JqValue.Parse(json));

        Assert.Contains(exception.Message, (string[])[message, other ?? message]);
    }

    [Fact]
    public void TryGetProperty_PartsOfADocument_AreFoundAsTheyLie()
    {
        var value = JqValue.Parse(Document);

        Assert.True(value.TryGetProperty("tags", out var tags));
        Assert.Equal((JqKind.Array, 2), (tags.Kind, tags.Count));
        Assert.True(tags[0].TryGetProperty("Value", out var text));
        Assert.Equal("é😀", text.AsString());
        Assert.False(value.TryGetProperty("Name", out _));
        Assert.Equal(["name", "tags", "n", "big", "t"], value.EnumerateObject().Select(property => property.Key));
    }

    [Fact]
    public void Parse_LongContainers_ReadTheSameAsShortOnes()
    {
        var items = string.Join(',', Enumerable.Range(0, 1000).Select(i => $"\"k{i}\":[{i}]"));

        Assert.True(JqValue.Parse($"{{{items}}}").TryGetProperty("k999", out var last));
        Assert.Equal("[999]", last.ToJson());
    }

    [Fact]
    public void With_KeyOfAnObject_ChangesACopyOnly()
    {
        var before = JqValue.Parse("""{"a":1,"b":2}""");

        var after = before.With("a", JqValue.FromNumber(3)).With("c", JqValue.True).Without("b");

        Assert.Equal("""{"a":1,"b":2}""", before.ToJson());
        Assert.Equal("""{"a":3,"c":true}""", after.ToJson());
    }

    [Fact]
    public void Append_TwiceToTheSameArray_GivesTwoArrays() =>
        Assert.Equal("[[1,2],[1,3],[1]]", Jq.Run("[1] | [. + [2], . + [3], .]"));

    [Fact]
    public void Update_ContainerSeenInBetween_KeepsItsOldContent() =>
        Assert.Equal("""[{"a":2,"seen":{"a":1}}]""", Jq.Run("""[{"a":1}] | (.[0], .[0].a) |= (if type == "object" then .seen = . else 2 end)"""));

    [Fact]
    public void WriteTo_Writers_WriteTheSameDocument()
    {
        var value = JqValue.Parse(Document);
        var raw = new ArrayBufferWriter<byte>();
        var structured = new ArrayBufferWriter<byte>();

        value.WriteTo(raw);
        using (var writer = new Utf8JsonWriter(structured, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            value.WriteTo(writer);
        }

        Assert.Equal(Document, Encoding.UTF8.GetString(raw.WrittenSpan));
        Assert.Equal(value, JqValue.Parse(structured.WrittenMemory));
    }

    [Fact]
    public void CompareTo_ValuesOfAllKinds_SortAsInJq()
    {
        string[] expected = ["null", "false", "true", "-1", "0", "1.5", "\"\"", "\"a\"", "\"\uE000\"", "\"😀\"", "[]", "[0]", "[0,1]", "{}", "{\"a\":2}", "{\"a\":1,\"b\":0}", "{\"b\":0}"];
        var values = expected.Select(JqValue.Parse).Reverse().ToList();

        values.Sort();

        Assert.Equal(expected, values.Select(value => value.ToJson()));
    }

    [Fact]
    public void Equals_ObjectsInOtherOrder_AreTheSameAndHashTheSame()
    {
        var (left, right) = (JqValue.Parse("""{"a":1,"b":[1.0]}"""), JqValue.Parse("""{"b":[1],"a":1}"""));

        Assert.True(left == right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
    }

    [Fact]
    public void AsString_OtherKind_ThrowsAndSaysWhich() =>
        Assert.Contains("number, not string", Assert.Throws<InvalidOperationException>(() => JqValue.FromNumber(1).AsString()).Message, StringComparison.Ordinal);
}
