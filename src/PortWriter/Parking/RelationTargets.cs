using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Ledger.Resources;
using Pipeline.PortWriter.Removing;

namespace Pipeline.PortWriter.Parking;

/// <summary>Reads what an entity relates to.</summary>
internal static class RelationTargets
{
    /// <summary>The entities it names as targets, by relation; searches name none.</summary>
    public static IEnumerable<(string Relation, EntityKey Target)> Of(MappedEntity entity, IReadOnlyList<BlueprintRelation> relations) =>
        Of(entity.Body, relations);

    /// <inheritdoc cref="Of(MappedEntity, IReadOnlyList{BlueprintRelation})"/>
    public static IEnumerable<(string Relation, EntityKey Target)> Of(JsonElement body, IReadOnlyList<BlueprintRelation> relations)
    {
        if (body.ValueKind != JsonValueKind.Object
            || !body.TryGetProperty("relations", out var mapped)
            || mapped.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        return relations.SelectMany(relation => mapped.TryGetProperty(relation.Name, out var value)
            ? Texts(value).Select(text => (relation.Name, new EntityKey(relation.Target, text)))
            : []);
    }

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!),
        _ => [],
    };
}
