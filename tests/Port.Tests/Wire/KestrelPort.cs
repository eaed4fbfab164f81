using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Pipeline.Port.Tests;

/// <summary>The stand-in behind a real server on a loopback port.</summary>
public sealed class KestrelPort : IAsyncDisposable
{
    private readonly LoopbackServer _server;

    private KestrelPort(LoopbackServer server) => _server = server;

    public string Url => _server.Url;

    /// <param name="port">What answers.</param>
    /// <param name="intercept">Sees each connection's request first; true when it has dealt with it.</param>
    public static async Task<KestrelPort> StartAsync(StubPort port, Func<HttpContext, Task<bool>>? intercept = null) =>
        new(await LoopbackServer.StartAsync(async context =>
        {
            if (intercept is null || !await intercept(context))
            {
                await AnswerAsync(port, context);
            }
        }));

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private static async Task AnswerAsync(StubPort port, HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2);
        var answer = await port.AnswerAsync(new StubRequest(
            context.Request.Method,
            target[0],
            target.Length > 1 ? "?" + target[1] : "",
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray(),
            TimeProvider.System.GetUtcNow()));
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        await context.Response.WriteAsync(answer.Body);
    }
}
