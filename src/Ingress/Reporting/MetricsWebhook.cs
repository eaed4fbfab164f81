using System.Net.Http.Headers;
using Pipeline.Port;

namespace Pipeline.Ingress.Reporting;

/// <summary>Posts the numbers of a run that has ended to an address of the user's, a request for each kind.</summary>
internal sealed class MetricsWebhook(ReportingOptions options, PortClient port, BestEffort effort) : IDisposable
{
    // No redirect is followed: the address is the one that was configured.
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public async Task PostAsync(IReadOnlyList<SyncMetrics> report, CancellationToken cancellationToken)
    {
        if (options.MetricsWebhook is not { } address)
        {
            return;
        }

        foreach (var kind in report)
        {
            var body = port.ToJson(kind);
            if (!await effort.TryAsync("the metrics webhook how the kinds of a run stand", token => PostAsync(address, body, token), cancellationToken))
            {
                return;
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task PostAsync(Uri address, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var answer = await _http.PostAsync(address, content, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
