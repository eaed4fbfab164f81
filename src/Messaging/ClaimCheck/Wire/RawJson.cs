using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Messaging.ClaimCheck.Wire;

/// <summary>JSON that is written as it is.</summary>
[JsonConverter(typeof(Converter))]
internal sealed record RawJson(ReadOnlyMemory<byte> Text)
{
    private sealed class Converter : JsonConverter<RawJson>
    {
        public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.Text.Span, skipInputValidation: true);
    }
}
