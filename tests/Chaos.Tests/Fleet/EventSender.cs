using System.Net;
using System.Text;

namespace Pipeline.Chaos.Tests.Fleet;

/// <summary>Sends live events as EventBridge does: again, until they are taken.</summary>
internal sealed class EventSender : IDisposable
{
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(5) };

    public EventSender() => _client.DefaultRequestHeaders.Add("x-port-aws-ocean-api-key", Installation.WebhookKey);

    /// <summary>Events that were answered 2xx.</summary>
    public int Accepted { get; private set; }

    /// <summary>Tries that were not: refused, or without an answer.</summary>
    public int Unanswered { get; private set; }

    /// <summary>Says that a resource changed, and goes on saying it until that is taken.</summary>
    public async Task SendAsync(Func<Uri> ingress, string kind, string account, string region, string identifier)
    {
        var body = $$"""{"resource_type":"{{kind}}","identifier":"{{identifier}}","accountId":"{{account}}","awsRegion":"{{region}}","eventName":"Changed"}""";
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await TrySendAsync(new Uri(ingress(), "/integration/webhook"), body))
        {
            Unanswered++;
            await pause.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        Accepted++;
    }

    public void Dispose() => _client.Dispose();

    private async Task<bool> TrySendAsync(Uri webhook, string body)
    {
        try
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await _client.PostAsync(webhook, content, TestContext.Current.CancellationToken);
            return answer.StatusCode == HttpStatusCode.Accepted;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
