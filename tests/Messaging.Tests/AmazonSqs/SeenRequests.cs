using Amazon.Runtime;

namespace Pipeline.Messaging.Tests.AmazonSqs;

/// <summary>Puts a test between the transport and the wire.</summary>
internal sealed class SeenRequests(Func<HttpRequestMessage, CancellationToken, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> between)
    : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(between)) { Timeout = Timeout.InfiniteTimeSpan };

    private sealed class Handler(Func<HttpRequestMessage, CancellationToken, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> between)
        : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            between(request, cancellationToken, () => base.SendAsync(request, cancellationToken));
    }
}
