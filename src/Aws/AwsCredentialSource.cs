using Pipeline.Aws.Credentials;

namespace Pipeline.Aws;

/// <summary>Where the keys of a call come from. Safe to use from many calls at once.</summary>
public abstract class AwsCredentialSource
{
    /// <summary>Fixed keys.</summary>
    /// <exception cref="ArgumentException">A key is empty.</exception>
    public static AwsCredentialSource FromKeys(string accessKeyId, string secretAccessKey, string? sessionToken = null) =>
        new FixedKeys(accessKeyId, secretAccessKey, sessionToken);

    /// <summary>
    /// What the AWS SDK finds by itself: environment variables, the shared files, web identity, container or instance
    /// role. For the home account only: a member account's keys come from a role that names it.
    /// </summary>
    public static AwsCredentialSource DefaultChain() => new DefaultChain();

    /// <summary>Keys of a role, taken with the keys of <paramref name="source"/> and renewed before they run out.</summary>
    /// <param name="client">The client that calls STS.</param>
    /// <param name="source">Whose keys may assume the role.</param>
    /// <param name="role">The role.</param>
    public static AwsCredentialSource AssumeRole(AwsClient client, AwsCredentialSource source, AssumedRole role) =>
        new RoleKeys(client, source, role);

    /// <summary>The keys to sign with now.</summary>
    /// <exception cref="AwsException">There are none, or AWS refused to give them.</exception>
    public abstract ValueTask<AwsKeys> ResolveAsync(CancellationToken cancellationToken);

    /// <summary>Forgets keys that AWS has called expired, so that the next call gets new ones.</summary>
    /// <param name="refused">The keys that were refused; newer ones are kept.</param>
    /// <returns>Whether another try may get other keys.</returns>
    public abstract bool Invalidate(AwsKeys refused);
}
