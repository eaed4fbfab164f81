using System.Net.Sockets;
using System.Net;
using System.Text;

namespace Pipeline.Simulator.Changes.Delivery;

/// <summary>Posts events to a webhook, as an EventBridge API destination or Ocean's API Gateway does.</summary>
internal sealed class WebhookSink(Uri address, string? key, EventForm form) : IEventSink
{
    private const string KeyHeader = "x-port-aws-ocean-api-key";

    // An API destination is given five seconds: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(5) };

    public async Task<Attempt> SendAsync(ResourceChange change, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent(IsOceans(change) ? change.OceanBody! : change.Envelope!, Encoding.UTF8, "application/json"),
        };
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation(KeyHeader, key);
        }

        try
        {
            using var answer = await http.SendAsync(request, cancellationToken);
            return answer.IsSuccessStatusCode ? Attempt.Success
                : (int)answer.StatusCode >= 500 || answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.Conflict
                    ? Attempt.Later(answer.Headers.RetryAfter?.Delta)
                    : Attempt.Refused;
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Attempt.Later(null);
        }
    }

    public void Dispose() => http.Dispose();

    private bool IsOceans(ResourceChange change) => form == EventForm.Ocean || (form == EventForm.Mixed && change.Number % 2 == 0);
}
