using System.Diagnostics;

namespace Pipeline.Aws;

/// <summary>What requests are signed with.</summary>
[DebuggerDisplay("{AccessKeyId}")]
public sealed class AwsKeys(string accessKeyId, string secretAccessKey, string? sessionToken)
{
    public string AccessKeyId { get; } = accessKeyId;

    internal string SecretAccessKey { get; } = secretAccessKey;

    internal string? SessionToken { get; } = sessionToken;

    /// <summary>The key's id alone: the secrets are in no text that this type makes.</summary>
    public override string ToString() => AccessKeyId;
}
