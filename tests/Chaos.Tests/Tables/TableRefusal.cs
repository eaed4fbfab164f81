using System.Text.Json.Nodes;

namespace Pipeline.Chaos.Tests.Tables;

/// <summary>An error as DynamoDB answers it.</summary>
internal sealed class TableRefusal(string code, string message) : Exception(message)
{
    /// <summary>The HTTP status it is answered with.</summary>
    public int Status { get; init; } = 400;

    /// <summary>The item that a condition failed on, where there is one.</summary>
    public JsonNode? Item { get; init; }

    public JsonObject ToJson()
    {
        var error = new JsonObject { ["__type"] = $"com.amazonaws.dynamodb.v20120810#{code}", ["message"] = Message };
        if (Item is not null)
        {
            error[nameof(Item)] = Item.DeepClone();
        }

        return error;
    }
}
