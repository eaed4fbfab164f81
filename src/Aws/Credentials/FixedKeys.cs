namespace Pipeline.Aws.Credentials;

/// <summary>Keys that do not change.</summary>
internal sealed class FixedKeys : AwsCredentialSource
{
    private readonly AwsKeys _keys;

    public FixedKeys(string accessKeyId, string secretAccessKey, string? sessionToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(accessKeyId);
        ArgumentException.ThrowIfNullOrWhiteSpace(secretAccessKey);
        _keys = new AwsKeys(accessKeyId, secretAccessKey, string.IsNullOrEmpty(sessionToken) ? null : sessionToken);
    }

    public override ValueTask<AwsKeys> ResolveAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_keys);

    public override bool Invalidate(AwsKeys refused) => false;
}
