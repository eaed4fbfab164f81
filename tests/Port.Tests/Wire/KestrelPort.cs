using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Pipeline.Port.Tests;

/// <summary>The stand-in behind a real server on a loopback port.</summary>
public sealed class KestrelPort : IAsyncDisposable
{
    private readonly WebApplication _app;

    private KestrelPort(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    /// <param name="port">What answers.</param>
    /// <param name="intercept">Sees each connection's request first; true when it has dealt with it.</param>
    public static async Task<KestrelPort> StartAsync(StubPort port, Func<HttpContext, Task<bool>>? intercept = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            if (intercept is null || !await intercept(context))
            {
                await AnswerAsync(port, context);
            }
        });
        await app.StartAsync();
        return new KestrelPort(app);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

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
