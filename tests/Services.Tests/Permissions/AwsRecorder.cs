using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Pipeline.Services.Tests.Permissions;

/// <summary>Stands before an emulator and notes which IAM action each request of one service is, and whose keys sign it.</summary>
internal sealed class AwsRecorder : IAsyncDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private readonly ConcurrentDictionary<(string Key, string Action), byte> _seen = new();
    private readonly WebApplication _app;
    private readonly Uri _target;

    private AwsRecorder(Uri target)
    {
        _target = target;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        _app = builder.Build();
        _app.Run(ForwardAsync);
    }

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    public static async Task<AwsRecorder> StartAsync(Uri target)
    {
        var recorder = new AwsRecorder(target);
        await recorder._app.StartAsync(TestContext.Current.CancellationToken);
        return recorder;
    }

    /// <summary>What was asked for with an access key.</summary>
    public IEnumerable<string> ActionsOf(string accessKey) => _seen.Keys.Where(seen => seen.Key == accessKey).Select(seen => seen.Action);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        _seen.TryAdd((KeyOf(context.Request), RequestedAction.Of(context.Request, body.ToArray())), 0);
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(_target, context.Request.Path + context.Request.QueryString))
        {
            Content = new ByteArrayContent(body.ToArray()),
        };
        foreach (var (name, values) in context.Request.Headers.Where(header => header.Key is not "Transfer-Encoding"))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                request.Content.Headers.Remove(name);
                request.Content.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        // It is part of what was signed.
        request.Headers.Host = context.Request.Host.Value;
        using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not "Transfer-Encoding"))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        if (context.Request.Method != "HEAD")
        {
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
    }

    // AWS4-HMAC-SHA256 Credential=KEY/20261126/…
    private static string KeyOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header && header.IndexOf("Credential=", StringComparison.Ordinal) is >= 0 and var at
            ? header[(at + "Credential=".Length)..].Split('/')[0]
            : string.Empty;
}
