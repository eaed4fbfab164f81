using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Pipeline.Chaos.Tests.Tables;

/// <summary>
/// DynamoDB as far as the ledger speaks it, over HTTP, in memory. moto, which other tests run against, answers about a
/// hundred requests a second and checks a condition and writes in two steps: under a fleet it would be the slowest part,
/// and the one that loses writes. What this does not know it refuses.
/// </summary>
internal sealed class LedgerTables : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LedgerItems> _tables = new(StringComparer.Ordinal);
    private LoopbackServer? _server;
    private int _refused;

    /// <summary>What becomes of requests that write.</summary>
    public TableFault Fault { get; set; }

    /// <summary>Requests that a fault met.</summary>
    public int Refused => _refused;

    public Uri Address => new(_server!.Url);

    public static async Task<LedgerTables> StartAsync()
    {
        var tables = new LedgerTables();
        tables._server = await LoopbackServer.StartAsync(tables.AnswerAsync);
        return tables;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var request = (await JsonNode.ParseAsync(context.Request.Body))!;
        var operation = context.Request.Headers["X-Amz-Target"].ToString().Split('.')[^1];
        var fault = operation is "PutItem" or "DeleteItem" or "UpdateItem" ? Fault : TableFault.None;
        if (fault != TableFault.None)
        {
            Interlocked.Increment(ref _refused);
        }

        JsonNode answer;
        try
        {
            await fault.MeetAsync(context.RequestAborted);
            lock (_lock)
            {
                answer = Answer(operation, request);
            }

            answer = fault == TableFault.LosesAnswers ? throw TableFaults.Failed() : answer;
        }
        catch (TableRefusal refusal)
        {
            context.Response.StatusCode = refusal.Status;
            answer = refusal.ToJson();
        }

        context.Response.ContentType = "application/x-amz-json-1.0";
        await context.Response.WriteAsync(answer.ToJsonString());
    }

    private JsonNode Answer(string operation, JsonNode request) => operation switch
    {
        "CreateTable" => Create(request),
        "DescribeTable" => Describe(request),
        "DescribeTimeToLive" => JsonNode.Parse("""{"TimeToLiveDescription":{"AttributeName":"ttl","TimeToLiveStatus":"ENABLED"}}""")!,
        "BatchGetItem" => Batch(request["RequestItems"]!.AsObject()),
        "GetItem" => Found(Of(request).Find(request["Key"]!)),
        "PutItem" => Of(request).Put(request["Item"]!, request),
        "DeleteItem" => Of(request).Delete(request["Key"]!, request),
        "UpdateItem" => Of(request).Add(request),
        "Query" => Of(request).Query(request),
        _ => throw new TableRefusal("UnknownOperationException", operation),
    };

    private JsonObject Create(JsonNode request) => _tables.TryAdd(Name(request), new LedgerItems())
        ? Describe(request)
        : throw new TableRefusal("ResourceInUseException", Name(request));

    private JsonObject Describe(JsonNode request)
    {
        _ = Of(request);
        return JsonNode.Parse(
            $$"""{"Table":{"TableName":"{{Name(request)}}","TableStatus":"ACTIVE","KeySchema":[{"AttributeName":"p","KeyType":"HASH"},{"AttributeName":"s","KeyType":"RANGE"}]} }""")!.AsObject();
    }

    private JsonObject Batch(JsonObject wanted)
    {
        var responses = new JsonObject();
        foreach (var (table, keys) in wanted)
        {
            var items = keys!["Keys"]!.AsArray().Select(key => Find(table).Find(key!)).OfType<JsonNode>().Select(item => item.DeepClone());
            responses[table] = new JsonArray([.. items]);
        }

        return new JsonObject { ["Responses"] = responses, ["UnprocessedKeys"] = new JsonObject() };
    }

    private LedgerItems Of(JsonNode request) => Find(Name(request));

    private LedgerItems Find(string table) =>
        _tables.TryGetValue(table, out var items) ? items : throw new TableRefusal("ResourceNotFoundException", table);

    private static JsonObject Found(JsonNode? item) => item is null ? [] : new JsonObject { ["Item"] = item.DeepClone() };

    private static string Name(JsonNode request) => request["TableName"]!.GetValue<string>();
}
