using System.Globalization;
using System.Text;
using System.Text.Json;
using Pipeline.Aws.Models;

namespace Pipeline.Aws.Tests.ProtocolVectors;

/// <summary>
/// Compares a result with what a case expects. Cases have times as epoch seconds and blobs as their text; results are
/// in the ISO style, where both are lossless.
/// </summary>
internal static class ResultComparer
{
    public static void Check(JsonElement expected, JsonElement actual, ShapeRef? use, string path = "result")
    {
        switch (use?.Type)
        {
            case ShapeType.Timestamp when expected.ValueKind == JsonValueKind.Number:
                var seconds = (DateTimeOffset.Parse(actual.GetString()!, CultureInfo.InvariantCulture) - DateTimeOffset.UnixEpoch).TotalSeconds;
                Assert.Equal(Math.Floor(expected.GetDouble()), Math.Floor(seconds));
                break;
            case ShapeType.Blob when expected.ValueKind == JsonValueKind.String && actual.TryGetBytesFromBase64(out var bytes):
                Assert.Equal(expected.GetString(), Encoding.UTF8.GetString(bytes));
                break;
            default:
                CheckPlain(expected, actual, use, path);
                break;
        }
    }

    private static void CheckPlain(JsonElement expected, JsonElement actual, ShapeRef? use, string path)
    {
        Assert.True(expected.ValueKind == actual.ValueKind, $"{path}: expected {expected}, got {actual}");
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                Assert.Equal(Names(expected), Names(actual));
                foreach (var member in expected.EnumerateObject())
                {
                    Check(member.Value, actual.GetProperty(member.Name), Part(use, member.Name), $"{path}.{member.Name}");
                }

                break;
            case JsonValueKind.Array:
                Assert.Equal(expected.GetArrayLength(), actual.GetArrayLength());
                foreach (var (index, item) in expected.EnumerateArray().Index())
                {
                    Check(item, actual[index], use?.Type == ShapeType.List ? use.Shape.Item : null, $"{path}[{index}]");
                }

                break;
            case JsonValueKind.Number:
                Assert.Equal(expected.GetDouble(), actual.GetDouble());
                break;
            default:
                Assert.Equal(expected.ToString(), actual.ToString());
                break;
        }
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(member => member.Name).Order();

    private static ShapeRef? Part(ShapeRef? use, string name) => use?.Type switch
    {
        ShapeType.Structure when use.Shape.TryFind(name, out var member) => member.Use,
        ShapeType.Map => use.Shape.Value,
        _ => null,
    };
}
