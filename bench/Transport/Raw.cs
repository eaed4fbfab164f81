using System.Globalization;
using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using Pipeline.Emulators;
using Pipeline.Messaging.AmazonSqs;
using Pipeline.Messaging.AmazonSqs.Clients;

namespace Pipeline.Transport;

/// <summary>
/// The ceiling: full batches of the same bodies through the SDK's SQS client as it is, and through the transport's SNS client,
/// because AWS's own is not in the registry. Nothing is parsed, nothing is kept, and no failure is looked at.
/// </summary>
internal static class Raw
{
    private const int Batch = 10;
    private const int Loops = 4;

    public static async Task<Run> RunAsync(Fauxqs emulator, string prefix, int messages, string text, CancellationToken cancellationToken)
    {
        var keys = new BasicAWSCredentials("test", "test");
        using var sqs = new AmazonSQSClient(keys, new AmazonSQSConfig { ServiceURL = emulator.Address.ToString(), AuthenticationRegion = "eu-west-1" });
        using var sns = new SnsClient(
            keys, new AmazonSimpleNotificationServiceConfig { ServiceURL = emulator.Address.ToString(), AuthenticationRegion = "eu-west-1" });
        var queue = (await sqs.CreateQueueAsync(prefix + "raw", cancellationToken)).QueueUrl;
        var arn = (await sqs.GetQueueAttributesAsync(queue, ["QueueArn"], cancellationToken)).QueueARN;
        var topic = await sns.CreateTopicAsync(prefix + "raw", fifo: false, cancellationToken);
        await sns.SubscribeAsync(topic, arn, cancellationToken);

        // The last polls wait for messages that do not come: what they wait is nobody's work.
        var all = new TaskCompletionSource<Run>(TaskCreationOptions.RunContinuationsAsynchronously);
        var meter = new Meter(emulator.ProcessId);
        var (published, taken) = (0, 0);
        var publishing = Loop(async () =>
        {
            while (Interlocked.Add(ref published, Batch) is var end && end <= messages)
            {
                await sns.PublishBatchAsync(Form(topic, end - Batch, text), cancellationToken);
            }
        });
        var taking = Loop(async () =>
        {
            while (Volatile.Read(ref taken) < messages)
            {
                var count = await TakeAsync(sqs, queue, cancellationToken);
                if (count > 0 && Interlocked.Add(ref taken, count) == messages)
                {
                    all.TrySetResult(meter.Of(messages));
                }
            }
        });
        await Task.WhenAll(publishing, taking);
        return await all.Task;
    }

    private static Task Loop(Func<Task> loop) => Task.WhenAll(Enumerable.Range(0, Loops).Select(_ => Task.Run(loop)).ToList());

    private static async Task<int> TakeAsync(AmazonSQSClient sqs, string queue, CancellationToken cancellationToken)
    {
        var request = new ReceiveMessageRequest
        {
            QueueUrl = queue,
            MaxNumberOfMessages = Batch,
            WaitTimeSeconds = 1,
            MessageAttributeNames = ["All"],
            MessageSystemAttributeNames = ["ApproximateReceiveCount", "SentTimestamp"],
        };
        var messages = (await sqs.ReceiveMessageAsync(request, cancellationToken)).Messages;
        if (messages is null or [])
        {
            return 0;
        }

        var entries = messages.Select((message, position) =>
            new DeleteMessageBatchRequestEntry(position.ToString(CultureInfo.InvariantCulture), message.ReceiptHandle)).ToList();
        await sqs.DeleteMessageBatchAsync(queue, entries, cancellationToken);
        return messages.Count;
    }

    private static FormWriter Form(string topic, int first, string text)
    {
        var form = new FormWriter("PublishBatch", 20 * (text.Length + 1_024)).Add("TopicArn", topic);
        for (var position = 0; position < Batch; position++)
        {
            var entry = $"PublishBatchRequestEntries.member.{position + 1}.";
            form.Add(entry + "Id", position.ToString(CultureInfo.InvariantCulture))
                .Add(entry + "Message", Envelope(first + position, text))
                .Add(entry + "MessageAttributes.entry.1.Name", "Content-Type")
                .Add(entry + "MessageAttributes.entry.1.Value.DataType", "String")
                .Add(entry + "MessageAttributes.entry.1.Value.StringValue", "application/vnd.masstransit+json");
        }

        return form;
    }

    // An envelope as the transport writes it.
    private static byte[] Envelope(int number, string text) => Encoding.UTF8.GetBytes(
        $$"""
        {"messageId":"{{Guid.NewGuid()}}","conversationId":"{{Guid.NewGuid()}}","sourceAddress":"amazonsqs://eu-west-1/vm_PipelineTransport_bus_zitoyynkc71srii3bdxwstzfnd?durable=false&autodelete=true","destinationAddress":"amazonsqs://eu-west-1/t-Pipeline_Transport-Page?type=topic","messageType":["urn:message:Pipeline.Transport:Page"],"message":{"number":{{number}},"text":{{JsonSerializer.Serialize(text)}}},"sentTime":"2026-11-25T22:53:17.609Z","headers":{},"host":{"machineName":"vm","processName":"Pipeline.Transport","processId":4711,"assembly":"Pipeline.Transport","assemblyVersion":"0.1.0.0","frameworkVersion":"10.0.0","massTransitVersion":"8.5.12.0","operatingSystemVersion":"Unix 6.1.0.0"} }
        """);
}
