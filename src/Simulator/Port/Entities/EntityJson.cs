using System.Globalization;
using System.Text.Json;
using Pipeline.Simulator.Port.Blueprints;

namespace Pipeline.Simulator.Port.Entities;

/// <summary>Entities as Port's API writes them.</summary>
internal static class EntityJson
{
    /// <summary>Members beyond the published ones that a caller can ask for by name with <c>include</c>.</summary>
    public static readonly string[] Meta = ["blueprint", "createdAt", "updatedAt", "createdBy", "updatedBy"];

    public static void Write(Utf8JsonWriter writer, EntityState entity, Blueprint? blueprint, EntityFields fields)
    {
        writer.WriteStartObject();
        writer.WriteString("identifier"u8, entity.Key.Identifier);
        if (entity.Title is not null && fields.Has("title"))
        {
            writer.WriteString("title"u8, entity.Title);
        }

        if (entity.Icon is not null && fields.Has("icon"))
        {
            writer.WriteString("icon"u8, entity.Icon);
        }

        if (fields.Has("team"))
        {
            writer.WritePropertyName("team"u8);
            writer.WriteRawValue(entity.Team ?? "[]"u8);
        }

        WriteProperties(writer, entity, fields);
        WriteRelations(writer, entity, blueprint, fields);
        WriteMeta(writer, entity, fields);
        writer.WriteEndObject();
    }

    public static string Stamp(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static void WriteProperties(Utf8JsonWriter writer, EntityState entity, EntityFields fields)
    {
        writer.WritePropertyName("properties"u8);
        if (fields.IsAll)
        {
            writer.WriteRawValue(entity.Properties, skipInputValidation: true);
            return;
        }

        using var properties = JsonDocument.Parse(entity.Properties);
        writer.WriteStartObject();
        foreach (var property in properties.RootElement.EnumerateObject().Where(property => fields.Has(property.Name)))
        {
            property.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static void WriteRelations(Utf8JsonWriter writer, EntityState entity, Blueprint? blueprint, EntityFields fields)
    {
        writer.WriteStartObject("relations"u8);
        foreach (var schema in (blueprint?.Relations.Values ?? []).OrderBy(relation => relation.Name, StringComparer.Ordinal).Where(relation => fields.Has(relation.Name)))
        {
            var relation = entity.Relations.GetValueOrDefault(schema.Name);
            writer.WritePropertyName(schema.Name);
            if (schema.Many)
            {
                writer.WriteStartArray();
                foreach (var target in relation?.Targets ?? [])
                {
                    writer.WriteStringValue(target);
                }

                writer.WriteEndArray();
            }
            else
            {
                writer.WriteStringValue(relation?.Targets is [var target, ..] ? target : null);
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteMeta(Utf8JsonWriter writer, EntityState entity, EntityFields fields)
    {
        foreach (var name in Meta.Where(fields.Names))
        {
            writer.WriteString(name, name switch
            {
                "blueprint" => entity.Key.Blueprint,
                "createdAt" => Stamp(entity.CreatedAt),
                "updatedAt" => Stamp(entity.UpdatedAt),
                "createdBy" => entity.CreatedBy,
                _ => entity.UpdatedBy,
            });
        }
    }
}
