using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Port;
using Pipeline.Tests.PortApi;

namespace Pipeline.PortWriter.Tests;

/// <summary>
/// Stands where the network begins: records bulk requests, holds them back while its gate is closed, and then answers
/// that each entity was written, or what the test says instead.
/// </summary>
internal sealed class StubPort : HttpMessageHandler
{
    private int _underWay;

    /// <summary>Requests in the order they came.</summary>
    public ConcurrentQueue<IReadOnlyList<JsonElement>> Requests { get; } = [];

    /// <summary>Requests that have come and are not answered.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>Entities that were under way twice at one time.</summary>
    public ConcurrentQueue<string> Overtaken { get; } = [];

    /// <summary>What requests wait for before they are answered.</summary>
    public Func<Task> Gate { get; set; } = () => Task.CompletedTask;

    /// <summary>Why an entity is refused; null for one that is taken.</summary>
    public Func<string, string?> Refuse { get; set; } = _ => null;

    private ConcurrentDictionary<string, bool> Sent { get; } = new();

    public PortClient Connect(TimeProvider time) => new(
        new PortOptions { BaseUrl = "http://127.0.0.1:1", ClientId = "id", ClientSecret = "a-secret", IntegrationIdentifier = "test", WritePatience = TimeSpan.Zero },
        this,
        time);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await MustBeOfTheApiAsync(request, cancellationToken);
        if (!request.RequestUri!.AbsolutePath.EndsWith("/bulk", StringComparison.Ordinal))
        {
            return Answer(HttpStatusCode.OK, """{"ok":true,"accessToken":"t","expiresIn":10800,"tokenType":"Bearer"}""");
        }

        var body = JsonElement.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
        List<JsonElement> entities = [.. body.GetProperty("entities").EnumerateArray()];
        Interlocked.Increment(ref _underWay);
        Requests.Enqueue(entities);
        foreach (var identifier in entities.Select(Identifier).Where(identifier => !Sent.TryAdd(identifier, true)))
        {
            Overtaken.Enqueue(identifier);
        }

        try
        {
            await Gate();
        }
        finally
        {
            entities.ForEach(entity => Sent.TryRemove(Identifier(entity), out _));
            Interlocked.Decrement(ref _underWay);
        }

        return Answer([.. entities.Select(Identifier)]);
    }

    private static async Task MustBeOfTheApiAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken) : [];
        var faults = PortApiDocument.Instance?.RequestFaults(request.Method.Method, request.RequestUri!.AbsolutePath, request.RequestUri.Query, body) ?? [];
        if (faults.Count > 0)
        {
            throw new InvalidOperationException($"{request.Method} {request.RequestUri} {string.Join("; ", faults)}.");
        }
    }

    private static string Identifier(JsonElement entity) => entity.GetProperty("identifier").GetString()!;

    private HttpResponseMessage Answer(IReadOnlyList<string> identifiers)
    {
        var written = new JsonArray();
        var errors = new JsonArray();
        foreach (var (index, identifier) in identifiers.Index())
        {
            if (Refuse(identifier) is { } reason)
            {
                errors.Add(new JsonObject { ["identifier"] = identifier, ["index"] = index, ["statusCode"] = 422, ["error"] = "invalid", ["message"] = reason });
            }
            else
            {
                written.Add(new JsonObject { ["identifier"] = identifier, ["index"] = index, ["created"] = true });
            }
        }

        var status = errors.Count == 0 ? HttpStatusCode.OK : HttpStatusCode.MultiStatus;
        return Answer(status, new JsonObject { ["ok"] = errors.Count == 0, ["entities"] = written, ["errors"] = errors }.ToJsonString());
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string body) => new(status) { Content = new StringContent(body) };
}
