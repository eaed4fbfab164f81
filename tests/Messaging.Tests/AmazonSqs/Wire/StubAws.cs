using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using Amazon.Runtime;

namespace Pipeline.Messaging.Tests.AmazonSqs.Wire;

/// <summary>Answers SQS and SNS calls as if all were well, and keeps those that send something.</summary>
internal sealed class StubAws : HttpClientFactory
{
    private const string Account = "123456789012";
    private const string Region = "eu-west-1";

    /// <summary>What was sent to queues: the JSON of each request.</summary>
    public ConcurrentQueue<JsonNode> Sent { get; } = [];

    /// <summary>What was published to topics: the form of each request.</summary>
    public ConcurrentQueue<IReadOnlyDictionary<string, string>> Published { get; } = [];

    private ConcurrentDictionary<string, string> Policies { get; } = new(StringComparer.Ordinal);

    /// <summary>What an action is answered with instead.</summary>
    public Dictionary<string, Func<HttpResponseMessage>> Instead { get; } = [];

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(this));

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        return request.Headers.TryGetValues("X-Amz-Target", out var target)
            ? await AnswerSqsAsync(target.First().Split('.')[1], JsonNode.Parse(body)!, cancellationToken)
            : AnswerSns(body);
    }

    private async Task<HttpResponseMessage> AnswerSqsAsync(string action, JsonNode request, CancellationToken cancellationToken)
    {
        if (action == "SendMessageBatch")
        {
            Sent.Enqueue(request);
        }

        if (action == "SetQueueAttributes")
        {
            Policies[request["QueueUrl"]!.ToString()] = request["Attributes"]!["Policy"]!.ToString();
        }

        if (action == "ReceiveMessage")
        {
            await Task.Delay(TimeSpan.FromSeconds((int)request["WaitTimeSeconds"]!), TimeProvider.System, cancellationToken);
        }

        return Instead.TryGetValue(action, out var instead) ? instead() : Text("application/x-amz-json-1.0", action switch
        {
            "GetQueueUrl" => $$"""{"QueueUrl":"http://sqs.test/{{Account}}/{{request["QueueName"]}}"}""",
            "GetQueueAttributes" => $$"""{"Attributes":{"QueueArn":"arn:aws:sqs:{{Region}}:{{Account}}:{{request["QueueUrl"]!.ToString().Split('/')[^1]}}","VisibilityTimeout":"30","RedrivePolicy":"{ }"{{Policy(request)}} } }""",
            "SendMessageBatch" => Successful(request),
            _ => "{}",
        });
    }

    private HttpResponseMessage AnswerSns(string body)
    {
        var pairs = HttpUtility.ParseQueryString(body);
        var form = pairs.AllKeys.ToDictionary(key => key!, key => pairs[key]!, StringComparer.Ordinal);
        if (form["Action"] == "PublishBatch")
        {
            Published.Enqueue(form);
        }

        return Instead.TryGetValue(form["Action"], out var instead) ? instead() : Text("text/xml", form["Action"] switch
        {
            "CreateTopic" => $"<R><TopicArn>arn:aws:sns:{Region}:{Account}:{form["Name"]}</TopicArn></R>",
            _ => "<R/>",
        });
    }

    private string Policy(JsonNode request) => Policies.TryGetValue(request["QueueUrl"]!.ToString(), out var policy)
        ? $", \"Policy\": {JsonValue.Create(policy).ToJsonString()}"
        : "";

    private static string Successful(JsonNode request)
    {
        var entries = request["Entries"]!.AsArray().Select(entry =>
            $$"""{"Id":"{{entry!["Id"]}}","MessageId":"m","MD5OfMessageBody":"{{Md5(entry["MessageBody"]!.ToString())}}"}""");
        return $$"""{"Successful":[{{string.Join(',', entries)}}]}""";
    }

#pragma warning disable CA5351 // SQS's own check of what arrived; nothing is protected by it.
    public static string Md5(string text) => Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351

    public static HttpResponseMessage Text(string type, string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, type) };

    private sealed class Handler(StubAws stub) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            stub.AnswerAsync(request, cancellationToken);
    }
}
