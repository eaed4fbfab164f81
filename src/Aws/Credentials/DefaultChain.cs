using Amazon.Runtime;
using Amazon.Runtime.Credentials;

namespace Pipeline.Aws.Credentials;

/// <summary>The SDK's own search for credentials, made once; what it finds renews itself.</summary>
internal sealed class DefaultChain : AwsCredentialSource
{
    private AWSCredentials? _found;

    public override async ValueTask<AwsKeys> ResolveAsync(CancellationToken cancellationToken)
    {
        try
        {
            var found = _found ??= await DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync(null);
            var keys = await found.GetCredentialsAsync().WaitAsync(cancellationToken);
            return new AwsKeys(keys.AccessKey, keys.SecretKey, keys.UseToken ? keys.Token : null);
        }
        catch (Exception error) when (error is AmazonClientException or AmazonServiceException)
        {
            throw new AwsException(
                AwsErrorClass.BadCredentials,
                "NoCredentials",
                $"No AWS credentials were found. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run under a role. {error.Message}",
                error);
        }
    }

    public override bool Invalidate(AwsKeys refused)
    {
        if (_found is RefreshingAWSCredentials refreshing)
        {
            refreshing.ClearCredentials();
        }

        _found = null;
        return true;
    }
}
