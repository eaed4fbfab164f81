using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.SQS;

namespace Pipeline.Simulator.Changes.Delivery;

/// <summary>Sends events to an SQS queue, as an EventBridge rule with that target does.</summary>
internal sealed class QueueSink(Uri queue) : IEventSink
{
    private readonly AmazonSQSClient sqs = Client(queue);

    public async Task<Attempt> SendAsync(ResourceChange change, CancellationToken cancellationToken)
    {
        try
        {
            await sqs.SendMessageAsync(queue.ToString(), change.Envelope, cancellationToken);
            return Attempt.Success;
        }
        catch (Exception exception) when (exception is AmazonServiceException or AmazonClientException or HttpRequestException or SocketException)
        {
            return Attempt.Later(null);
        }
    }

    public void Dispose() => sqs.Dispose();

    // The host of a queue's address is SQS's; an emulator asks for credentials and does not look at them. It may give names
    // under .localhost, which are this machine by RFC 6761 and unknown to many resolvers.
    private static AmazonSQSClient Client(Uri queue)
    {
        var labels = queue.Host.Split('.');
        var region = labels is ["sqs", var named, ..] ? named : "us-east-1";
        var isHere = queue.IsLoopback || labels[^1] == "localhost";
        var address = isHere && !queue.IsLoopback ? new UriBuilder(queue) { Host = "127.0.0.1" }.Uri : queue;
        var config = new AmazonSQSConfig { ServiceURL = address.GetLeftPart(UriPartial.Authority), AuthenticationRegion = region };
        return isHere ? new(new BasicAWSCredentials("simulator", "simulator"), config) : new(config);
    }
}
