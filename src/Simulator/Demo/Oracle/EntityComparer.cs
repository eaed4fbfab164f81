using System.Text.Json;
using Pipeline.Simulator.Port.Blueprints;
using Pipeline.Simulator.Port.Entities;

namespace Pipeline.Simulator.Demo.Oracle;

/// <summary>Compares an entity at Port with what it must be.</summary>
internal static class EntityComparer
{
    /// <summary>The first difference; null when there is none. A property that is absent equals one that is null.</summary>
    public static string? FindDifference(ExpectedEntity expected, EntityState actual, Blueprint? blueprint)
    {
        if (actual.IsPlaceholder)
        {
            return "is a placeholder that was never filled";
        }

        if (expected.Title != actual.Title)
        {
            return $"title is {Show(actual.Title)}, must be {Show(expected.Title)}";
        }

        using var wanted = JsonDocument.Parse(expected.Properties.ToJsonString());
        using var given = JsonDocument.Parse(actual.Properties);
        return PropertyDifference(wanted.RootElement, given.RootElement) ?? RelationDifference(expected, actual, blueprint);
    }

    private static string? PropertyDifference(JsonElement wanted, JsonElement given)
    {
        foreach (var property in wanted.EnumerateObject())
        {
            if (!given.TryGetProperty(property.Name, out var value))
            {
                return $"property {property.Name} is not set, must be {property.Value.GetRawText()}";
            }

            if (!JsonElement.DeepEquals(property.Value, value))
            {
                return $"property {property.Name} is {value.GetRawText()}, must be {property.Value.GetRawText()}";
            }
        }

        foreach (var property in given.EnumerateObject().Where(property => !wanted.TryGetProperty(property.Name, out _)))
        {
            return $"property {property.Name} is {property.Value.GetRawText()}, must not be set";
        }

        return null;
    }

    private static string? RelationDifference(ExpectedEntity expected, EntityState actual, Blueprint? blueprint)
    {
        foreach (var name in expected.Relations.Keys.Union(actual.Relations.Keys).Where(name => blueprint?.Relations.ContainsKey(name) != false))
        {
            var wanted = expected.Relations.GetValueOrDefault(name) ?? [];
            var given = actual.Relations.GetValueOrDefault(name)?.Targets ?? [];
            if (!wanted.SequenceEqual(given, StringComparer.Ordinal))
            {
                return $"relation {name} is [{string.Join(", ", given)}], must be [{string.Join(", ", wanted)}]";
            }
        }

        return null;
    }

    private static string Show(string? text) => text is null ? "not set" : $"\"{text}\"";
}
