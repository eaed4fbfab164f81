using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Contracts.Tests;

/// <summary>What reflection says about the contracts.</summary>
internal static class ContractTypes
{
    private const BindingFlags Instance = BindingFlags.Public | BindingFlags.Instance;

    /// <summary>The messages: the records of the namespace that are no part of another.</summary>
    public static IReadOnlyList<Type> Messages()
    {
        var records = typeof(StartRun).Assembly.GetExportedTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.Namespace == typeof(StartRun).Namespace)
            .Where(type => type.GetMethod("<Clone>$") is not null)
            .ToList();
        var parts = records.SelectMany(type => type.GetProperties(Instance)).Select(property => Element(property.PropertyType)).ToHashSet();
        return [.. records.Where(type => !parts.Contains(type))];
    }

    /// <summary>The JSON of a contract without its optional fields, at any depth.</summary>
    public static JsonNode RequiredOnly(JsonNode json, Type type)
    {
        foreach (var property in type.GetProperties(Instance))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (!property.IsDefined(typeof(RequiredMemberAttribute)))
            {
                json.AsObject().Remove(name);
            }
            else if (Element(property.PropertyType) is { IsClass: true } part && part.Assembly == typeof(StartRun).Assembly)
            {
                Each(json[name]!, item => RequiredOnly(item, part));
            }
        }

        return json;
    }

    /// <summary>The values of every list of a contract.</summary>
    public static IEnumerable<IEnumerable?> Lists(object contract) => contract.GetType().GetProperties(Instance)
        .Where(property => Element(property.PropertyType) != property.PropertyType)
        .Select(property => (IEnumerable?)property.GetValue(contract));

    private static void Each(JsonNode json, Action<JsonNode> visit)
    {
        foreach (var item in json is JsonArray items ? items.AsEnumerable() : [json])
        {
            visit(item!);
        }
    }

    private static Type Element(Type type) =>
        type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) ? type.GetGenericArguments()[0] : type;
}
