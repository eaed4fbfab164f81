using System.Globalization;
using System.Text.Json.Nodes;

namespace Pipeline.Chaos.Tests.Tables;

/// <summary>The items of one table, by partition and, within it, in the order of their sort keys. The caller holds the lock.</summary>
internal sealed class LedgerItems
{
    private const string IsAbsent = "attribute_not_exists(p) OR e <= :now";
    private const string IsExpected = "v = :expected AND (attribute_not_exists(e) OR e > :now)";

    private readonly Dictionary<string, SortedDictionary<string, JsonNode>> _partitions = new(StringComparer.Ordinal);

    public JsonNode? Find(JsonNode key) => Partition(key).GetValueOrDefault(Text(key["s"]!));

    public JsonObject Put(JsonNode item, JsonNode request)
    {
        Require(request, Find(item));
        Partition(item)[Text(item["s"]!)] = item.DeepClone();
        return [];
    }

    public JsonObject Delete(JsonNode key, JsonNode request)
    {
        Require(request, Find(key));
        Partition(key).Remove(Text(key["s"]!));
        return [];
    }

    public JsonObject Add(JsonNode request)
    {
        if (request["UpdateExpression"]!.GetValue<string>() != "ADD n :amount")
        {
            throw new TableRefusal("ValidationException", "This update is not known here.");
        }

        var key = request["Key"]!;
        var item = Find(key) ?? key.DeepClone();
        var sum = (item["n"] is { } value ? Number(value) : 0) + Number(request["ExpressionAttributeValues"]![":amount"]!);
        item["n"] = new JsonObject { ["N"] = sum.ToString(CultureInfo.InvariantCulture) };
        Partition(key)[Text(key["s"]!)] = item;
        return new JsonObject { ["Attributes"] = new JsonObject { ["n"] = item["n"]!.DeepClone() } };
    }

    public JsonObject Query(JsonNode request)
    {
        var values = request["ExpressionAttributeValues"]!;
        var prefix = request["KeyConditionExpression"]!.GetValue<string>() switch
        {
            "p = :partition" => string.Empty,
            "p = :partition AND begins_with(s, :prefix)" => Text(values[":prefix"]!),
            var unknown => throw new TableRefusal("ValidationException", unknown),
        };
        var partition = _partitions.GetValueOrDefault(Text(values[":partition"]!)) ?? [];
        var found = partition.Where(item => item.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(item => item.Value.DeepClone());
        return new JsonObject { ["Items"] = new JsonArray([.. found]) };
    }

    private static void Require(JsonNode request, JsonNode? present)
    {
        var values = request["ExpressionAttributeValues"];
        var isMet = request["ConditionExpression"]?.GetValue<string>() switch
        {
            null => true,
            IsAbsent => present is null || IsOver(present, values!),
            IsExpected => present is not null && !IsOver(present, values!) && Number(present["v"]!) == Number(values![":expected"]!),
            var unknown => throw new TableRefusal("ValidationException", unknown),
        };
        if (!isMet)
        {
            throw new TableRefusal("ConditionalCheckFailedException", "The conditional request failed") { Item = present };
        }
    }

    private static bool IsOver(JsonNode item, JsonNode values) => item["e"] is { } expires && Number(expires) <= Number(values[":now"]!);

    private static string Text(JsonNode value) => value["S"]!.GetValue<string>();

    private static long Number(JsonNode value) => long.Parse(value["N"]!.GetValue<string>(), CultureInfo.InvariantCulture);

    private SortedDictionary<string, JsonNode> Partition(JsonNode key)
    {
        var name = Text(key["p"]!);
        if (!_partitions.TryGetValue(name, out var partition))
        {
            _partitions[name] = partition = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        }

        return partition;
    }
}
