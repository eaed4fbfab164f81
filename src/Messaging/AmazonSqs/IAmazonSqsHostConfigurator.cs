using Amazon.Runtime;
using Amazon.SQS;

namespace Pipeline.Messaging.AmazonSqs;

/// <summary>How SQS and SNS are reached, named as in the package that takes this one's place.</summary>
public interface IAmazonSqsHostConfigurator
{
    /// <summary>The key to sign with. Without keys the SDK looks for some.</summary>
    void AccessKey(string accessKey);

    /// <inheritdoc cref="AccessKey"/>
    void SecretKey(string secretKey);

    /// <summary>The credentials to sign with. Without any the SDK looks for some.</summary>
    void Credentials(AWSCredentials credentials);

    /// <summary>Settings for SQS: its address, for one. Retries, deadlines and the region to sign for are the transport's.</summary>
    void Config(AmazonSQSConfig config);

    /// <summary>Settings for SNS, as for SQS.</summary>
    void Config(AmazonSimpleNotificationServiceConfig config);
}
