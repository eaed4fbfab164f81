using System.Text.Encodings.Web;
using System.Text.Json;
using Pipeline.Simulator.Hosting;
using Pipeline.Simulator.Port.Blueprints;

namespace Pipeline.Simulator.Port.Entities;

/// <summary>Puts an entity's properties together from what it had and what is written.</summary>
internal static class PropertyBag
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The properties after a write. Null clears. <paramref name="kept"/> are those of the entity that stay when the write
    /// does not name them; the blueprint's defaults fill what a new or replaced entity leaves out.
    /// </summary>
    public static byte[] Combine(Blueprint blueprint, JsonElement given, byte[]? kept)
    {
        using var buffer = new PooledBuffer(4096);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            var named = new HashSet<string>(StringComparer.Ordinal);
            foreach (var property in EntityCheck.Members(given, "properties"))
            {
                if (named.Add(property.Name) && property.Value.ValueKind != JsonValueKind.Null)
                {
                    property.WriteTo(writer);
                }
            }

            Fill(writer, blueprint, kept, named);
            writer.WriteEndObject();
        }

        return buffer.Written.ToArray();
    }

    private static void Fill(Utf8JsonWriter writer, Blueprint blueprint, byte[]? kept, HashSet<string> named)
    {
        if (kept is null)
        {
            foreach (var (name, value) in blueprint.Defaults.Where(property => named.Add(property.Property)))
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }

            return;
        }

        using var before = JsonDocument.Parse(kept);
        foreach (var property in before.RootElement.EnumerateObject().Where(property => named.Add(property.Name)))
        {
            property.WriteTo(writer);
        }
    }

    /// <summary>Whether two property objects hold the same, in whatever order.</summary>
    public static bool AreSame(byte[] left, byte[] right)
    {
        if (left.AsSpan().SequenceEqual(right))
        {
            return true;
        }

        using var first = JsonDocument.Parse(left);
        using var second = JsonDocument.Parse(right);
        return JsonElement.DeepEquals(first.RootElement, second.RootElement);
    }
}
