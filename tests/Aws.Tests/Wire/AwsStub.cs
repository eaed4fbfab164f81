using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Pipeline.Aws.Tests.Wire;

/// <summary>An HTTP server on loopback that records what it is asked and answers as the test says.</summary>
internal sealed class AwsStub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Func<RecordedRequest, HttpContext, Task> _answer;
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();

    private AwsStub(Func<RecordedRequest, HttpContext, Task> answer)
    {
        _answer = answer;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<AwsStub> StartAsync(Func<RecordedRequest, HttpContext, Task> answer)
    {
        var stub = new AwsStub(answer);
        await stub._app.StartAsync();
        return stub;
    }

    /// <summary>Answers every request the same.</summary>
    public static Task<AwsStub> StartAsync(int status, string body, string contentType = "application/x-amz-json-1.0") =>
        StartAsync((_, context) => context.AnswerAsync(status, body, contentType));

    public AwsClient CreateClient(TimeProvider? time = null, TimeSpan? attemptTimeout = null, string basePath = "") => new(
        new AwsClientOptions
        {
            Environment = new Dictionary<string, string?> { ["AWS_ENDPOINT_URL"] = Url + basePath },
            AttemptTimeout = attemptTimeout ?? TimeSpan.FromSeconds(30),
        },
        time ?? TimeProvider.System);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        var request = await RecordedRequest.ReadAsync(context.Request);
        _requests.Enqueue(request);
        await _answer(request, context);
    }
}
