using Amazon.Runtime;
using Amazon.SQS;
using Pipeline.Messaging.AmazonSqs;

namespace Pipeline.Messaging.Bus;

/// <summary>
/// How the pipeline's own queues and topics are called. The SDK would take <c>AWS_ENDPOINT_URL</c> too, which says where
/// resources are read.
/// </summary>
internal static class QueueConnection
{
    public static AmazonSQSConfig Sqs(QueueSettings queues) => At(new AmazonSQSConfig(), queues.SqsUrl);

    public static AmazonSimpleNotificationServiceConfig Sns(QueueSettings queues) => At(new AmazonSimpleNotificationServiceConfig(), queues.SnsUrl);

    private static TConfig At<TConfig>(TConfig config, Uri? url)
        where TConfig : ClientConfig
    {
        config.IgnoreConfiguredEndpointUrls = true;
        if (url is not null)
        {
            config.ServiceURL = url.ToString();
        }

        return config;
    }
}
