using System.Globalization;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Pipeline.Messaging.AmazonSqs.Clients;

/// <summary>
/// The part of SNS that a transport needs, on the SDK's pipeline: its package is not in the registry we build from.
/// </summary>
internal sealed class SnsClient(AWSCredentials? credentials, AmazonSimpleNotificationServiceConfig config)
    : AmazonServiceClient(credentials, config)
{
    private static readonly InvokeOptions Options = new()
    {
        RequestMarshaller = SnsRequestMarshaller.Instance,
        ResponseUnmarshaller = SnsResponseUnmarshaller.Instance,
    };

    public async Task<string> CreateTopicAsync(string name, bool fifo, CancellationToken cancellationToken)
    {
        var form = new FormWriter("CreateTopic").Add("Name", name);
        if (fifo)
        {
            form.Add("Attributes.entry.1.key", "FifoTopic").Add("Attributes.entry.1.value", "true");
        }

        return Text(await SendAsync(form, cancellationToken), "TopicArn");
    }

    /// <summary>Says whether a topic exists.</summary>
    public async Task<bool> TopicExistsAsync(string topicArn, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(new FormWriter("GetTopicAttributes").Add("TopicArn", topicArn), cancellationToken);
            return true;
        }
        catch (AmazonServiceException missing) when (missing.ErrorCode is "NotFound" or "NotFoundException")
        {
            return false;
        }
    }

    /// <summary>Subscribes a queue to a topic, raw.</summary>
    /// <returns>The subscription's ARN.</returns>
    public async Task<string> SubscribeAsync(string topicArn, string queueArn, CancellationToken cancellationToken)
    {
        var form = new FormWriter("Subscribe").Add("TopicArn", topicArn).Add("Protocol", "sqs").Add("Endpoint", queueArn)
            .Add("ReturnSubscriptionArn", "true")
            .Add("Attributes.entry.1.key", "RawMessageDelivery").Add("Attributes.entry.1.value", "true");
        return Text(await SendAsync(form, cancellationToken), "SubscriptionArn");
    }

    public async Task<bool> IsRawAsync(string subscriptionArn, CancellationToken cancellationToken)
    {
        var result = await SendAsync(new FormWriter("GetSubscriptionAttributes").Add("SubscriptionArn", subscriptionArn), cancellationToken);
        return Named(result, "entry").Any(entry =>
            Text(entry, "key") == "RawMessageDelivery" && Text(entry, "value").Equals("true", StringComparison.OrdinalIgnoreCase));
    }

    public Task SetRawAsync(string subscriptionArn, CancellationToken cancellationToken) =>
        SendAsync(
            new FormWriter("SetSubscriptionAttributes").Add("SubscriptionArn", subscriptionArn)
                .Add("AttributeName", "RawMessageDelivery").Add("AttributeValue", "true"),
            cancellationToken);

    /// <summary>The subscriptions of a topic, by the queue's ARN.</summary>
    public async Task<IReadOnlyDictionary<string, string>> SubscriptionsAsync(string topicArn, CancellationToken cancellationToken)
    {
        var subscriptions = new Dictionary<string, string>(StringComparer.Ordinal);
        string? next = null;
        do
        {
            var form = new FormWriter("ListSubscriptionsByTopic").Add("TopicArn", topicArn);
            var result = await SendAsync(next is null ? form : form.Add("NextToken", next), cancellationToken);
            foreach (var member in Named(result, "member"))
            {
                subscriptions[Text(member, "Endpoint")] = Text(member, "SubscriptionArn");
            }

            next = Named(result, "NextToken").FirstOrDefault()?.Value;
        }
        while (!string.IsNullOrEmpty(next));
        return subscriptions;
    }

    /// <summary>Publishes up to ten messages.</summary>
    /// <returns>Those that SNS did not take; <see cref="EntryFailure.Entry"/> is the position in the form.</returns>
    public async Task<IReadOnlyList<EntryFailure>> PublishBatchAsync(FormWriter form, CancellationToken cancellationToken)
    {
        var result = await SendAsync(form, cancellationToken);
        var failed = Named(result, "Failed").FirstOrDefault();
        return failed is null
            ? []
            : [.. Named(failed, "member").Select(member => new EntryFailure(
                int.Parse(Text(member, "Id"), CultureInfo.InvariantCulture),
                Text(member, "SenderFault").Equals("true", StringComparison.OrdinalIgnoreCase),
                Text(member, "Code"),
                Text(member, "Message")))];
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<Amazon.Runtime.Internal.EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new BaseEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SnsAuthHandler());
        pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(new ClockSkewRetry()));
    }

    private static string Text(XElement element, string name) => Named(element, name).FirstOrDefault()?.Value ?? "";

    // Namespaces differ between AWS and emulators; names do not.
    private static IEnumerable<XElement> Named(XElement element, string name) =>
        element.Descendants().Where(descendant => descendant.Name.LocalName == name);

    private async Task<XElement> SendAsync(FormWriter form, CancellationToken cancellationToken)
    {
        var response = await Deadlines.CallAsync(
            "SNS",
            token => InvokeAsync<SnsResponse>(new SnsRequest { Form = form.ToArray() }, Options, token),
            Deadlines.Request,
            cancellationToken);
        return response.Content;
    }
}
