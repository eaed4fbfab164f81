using System.Text.Json;

namespace Pipeline.Aws;

/// <summary>How an operation hands out its result in pages, in botocore's terms (JMESPath for where a value lies in a page).</summary>
public sealed record AwsPaginator
{
    /// <summary>Parameters that take the token of the next page; one, save for a few operations.</summary>
    public required IReadOnlyList<string> InputTokens { get; init; }

    /// <summary>Where the tokens lie in a page, in the order of <see cref="InputTokens"/>.</summary>
    public required IReadOnlyList<string> OutputTokens { get; init; }

    /// <summary>Where a page says whether there is another, when the token alone does not.</summary>
    public string? MoreResults { get; init; }

    /// <summary>The parameter that limits the size of a page. boto3 sets none unless asked, nor does this client.</summary>
    public string? LimitKey { get; init; }

    /// <summary>Where the listed things lie in a page; the first is the main one.</summary>
    public required IReadOnlyList<string> ResultKeys { get; init; }

    internal static AwsPaginator Read(JsonElement paginator) => new()
    {
        InputTokens = Names(paginator, "input_token"),
        OutputTokens = Names(paginator, "output_token"),
        ResultKeys = Names(paginator, "result_key"),
        MoreResults = paginator.TryGetProperty("more_results", out var more) ? more.GetString() : null,
        LimitKey = paginator.TryGetProperty("limit_key", out var limit) ? limit.GetString() : null,
    };

    private static string[] Names(JsonElement paginator, string name) => paginator.TryGetProperty(name, out var value)
        ? value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(item => item.GetString()!)] : [value.GetString()!]
        : [];
}
