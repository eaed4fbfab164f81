using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Pipeline.Aws.Tests.Wire;

/// <summary>An HTTP server on loopback that records what it is asked and answers as the test says.</summary>
internal sealed class AwsStub : IAsyncDisposable
{
    private readonly Func<RecordedRequest, HttpContext, Task> _answer;
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private LoopbackServer? _server;

    private AwsStub(Func<RecordedRequest, HttpContext, Task> answer) => _answer = answer;

    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    public string Url => _server!.Url;

    public static async Task<AwsStub> StartAsync(Func<RecordedRequest, HttpContext, Task> answer)
    {
        var stub = new AwsStub(answer);
        stub._server = await LoopbackServer.StartAsync(stub.HandleAsync);
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

    public async ValueTask DisposeAsync() => await _server!.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        var request = await RecordedRequest.ReadAsync(context.Request);
        _requests.Enqueue(request);
        await _answer(request, context);
    }
}
