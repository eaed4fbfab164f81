using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Ledger.Queue;
using Pipeline.ServiceDefaults.Reading;

namespace Pipeline.Ingress.Api;

/// <summary>Reads which run is wanted: <c>{"accounts":[…],"regions":[…],"kinds":[…],"refresh":false,"allowDeletes":false}</c>, all optional.</summary>
internal static class RunOrder
{
    // Longer names and lists are no order, and would lie in the ledger.
    private const int MostNames = 500;
    private const int LongestName = 200;

    private static readonly string[] Fields = ["accounts", "regions", "kinds", "refresh", "allowDeletes"];
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <exception cref="BadOrderException">The body is no order.</exception>
    public static RunRequest Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var order = JsonDocument.Parse(body.IsEmpty ? "{}"u8.ToArray() : body, Strict);
            return Read(order.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A text or name with half a surrogate pair is JSON by its grammar and no text.
            throw new BadOrderException("the body is not JSON");
        }
    }

    private static RunRequest Read(JsonElement order)
    {
        if (order.ValueKind != JsonValueKind.Object)
        {
            throw new BadOrderException("the body is no JSON object");
        }

        foreach (var field in order.EnumerateObject().Where(field => !Fields.Contains(field.Name)))
        {
            var hint = Nearest.Of(field.Name, Fields) is { } nearest ? $"perhaps '{nearest}' is meant" : $"there are {string.Join(", ", Fields)}";
            throw new BadOrderException($"there is no field '{Short(field.Name)}': {hint}");
        }

        return new RunRequest
        {
            Trigger = "run API",
            Only = new RunFilter { Accounts = Accounts(order), Regions = Names(order, "regions"), Kinds = Names(order, "kinds") },
            Refresh = Flag(order, "refresh"),
            AllowDeletes = Flag(order, "allowDeletes"),
        };
    }

    private static IReadOnlyList<string> Accounts(JsonElement order)
    {
        var accounts = Names(order, "accounts");
        return accounts.FirstOrDefault(account => account.Length != 12 || !account.All(char.IsAsciiDigit)) is { } wrong
            ? throw new BadOrderException($"'{wrong}' is no account: twelve digits are one")
            : accounts;
    }

    private static IReadOnlyList<string> Names(JsonElement order, string field)
    {
        if (!order.TryGetProperty(field, out var names))
        {
            return [];
        }

        var isList = names.ValueKind == JsonValueKind.Array
            && names.GetArrayLength() <= MostNames
            && names.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String && name.GetString() is { Length: > 0 and <= LongestName });
        return isList
            ? [.. names.EnumerateArray().Select(name => name.GetString()!)]
            : throw new BadOrderException($"'{field}' is no list of at most {MostNames} names");
    }

    private static bool Flag(JsonElement order, string field) => order.TryGetProperty(field, out var flag) && flag.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new BadOrderException($"'{field}' is neither true nor false"),
    };

    private static string Short(string text) => text.Length > 40 ? $"{text[..40]}…" : text;
}
