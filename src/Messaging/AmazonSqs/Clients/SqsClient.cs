using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SQS;

namespace Pipeline.Messaging.AmazonSqs.Clients;

/// <summary>AWS's client without its retries.</summary>
internal sealed class SqsClient(AWSCredentials? credentials, AmazonSQSConfig config) : AmazonSQSClient(credentials, config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(new ClockSkewRetry()));
    }
}
