using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Port;

namespace Pipeline.PortWriter.Tests.Histories;

/// <summary>
/// Stands where the network begins: a Port that takes its time with every request, so that requests overtake each
/// other. It keeps titles, which is all that a history writes.
/// </summary>
internal sealed class ModelPort(Func<Task> pause, HistoryLog recording) : HttpMessageHandler
{
    /// <summary>Title by identifier.</summary>
    public ConcurrentDictionary<string, string> Entities { get; } = new(StringComparer.Ordinal);

    /// <summary>Every upsert, in order.</summary>
    public ConcurrentQueue<(string Identifier, string Title)> Written { get; } = new();

    public PortClient Connect() => new(
        new PortOptions { BaseUrl = "http://127.0.0.1:1", ClientId = "id", ClientSecret = "a-secret", IntegrationIdentifier = "test", WritePatience = TimeSpan.Zero, MaximumConcurrency = 50 },
        this);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        if (path.EndsWith("/blueprints", StringComparison.Ordinal))
        {
            return Answer(new JsonObject { ["blueprints"] = new JsonArray() });
        }

        if (!path.Contains("/bulk", StringComparison.Ordinal))
        {
            return Answer(new JsonObject { ["accessToken"] = "t", ["expiresIn"] = 10800, ["tokenType"] = "Bearer" });
        }

        using var body = JsonDocument.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
        List<JsonElement> entities = [.. body.RootElement.GetProperty("entities").EnumerateArray()];
        await pause();
        var answer = path.EndsWith("/delete", StringComparison.Ordinal) ? Delete(entities) : Upsert(entities);
        await pause();
        return Answer(answer);
    }

    private JsonObject Upsert(List<JsonElement> entities)
    {
        var written = new JsonArray();
        foreach (var (index, entity) in entities.Index())
        {
            var identifier = entity.GetProperty("identifier").GetString()!;
            var title = entity.GetProperty("title").GetString()!;
            var created = !Entities.ContainsKey(identifier);
            Entities[identifier] = title;
            Written.Enqueue((identifier, title));
            recording.Note($"Port takes {identifier} as {title}");
            written.Add(new JsonObject { ["identifier"] = identifier, ["index"] = index, ["created"] = created });
        }

        return new JsonObject { ["ok"] = true, ["entities"] = written, ["errors"] = new JsonArray() };
    }

    private JsonObject Delete(List<JsonElement> identifiers)
    {
        var deleted = new JsonArray();
        foreach (var identifier in identifiers.Select(identifier => identifier.GetString()!).Where(identifier => Entities.TryRemove(identifier, out _)))
        {
            deleted.Add(identifier);
            recording.Note($"Port deletes {identifier}");
        }

        return new JsonObject { ["ok"] = true, ["deletedEntities"] = deleted };
    }

    private static HttpResponseMessage Answer(JsonObject body)
    {
        body["ok"] = true;
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body.ToJsonString()) };
    }
}
