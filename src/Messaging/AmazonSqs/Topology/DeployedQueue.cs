namespace Pipeline.Messaging.AmazonSqs.Topology;

/// <summary>A queue that is there.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Url">What SQS wants in requests.</param>
/// <param name="Arn">What policies and subscriptions want.</param>
/// <param name="VisibilityTimeout">How long a message that was received stays hidden.</param>
internal sealed record DeployedQueue(string Name, string Url, string Arn, TimeSpan VisibilityTimeout);
