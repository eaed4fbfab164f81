using System.Collections.Concurrent;
using System.Globalization;
using Pipeline.Simulator.Organisation;

namespace Pipeline.Simulator.Aws.Signing;

/// <summary>The keys that exist: those of one IAM user, and those that AssumeRole gave out.</summary>
internal sealed class CredentialStore
{
    private readonly ConcurrentDictionary<string, AwsCredential> byKey = new(StringComparer.Ordinal);
    private readonly TimeProvider clock;
    private readonly ulong seed;
    private long issued;

    public CredentialStore(SimulatedOrganisation organisation, TimeProvider clock)
    {
        this.clock = clock;
        seed = Scramble.Hash("credentials", organisation.Seed);
        var account = organisation.Installation.Id;
        User = new(KeyId("AKIA", 0), Secret(0), account, $"arn:aws:iam::{account}:user/port-ocean", KeyId("AIDA", 1));
        byKey[User.AccessKeyId] = User;
    }

    public AwsCredential User { get; }

    public AwsCredential? Find(string accessKeyId) => byKey.GetValueOrDefault(accessKeyId);

    public AwsCredential Issue(string accountId, string roleName, string sessionName, TimeSpan lifetime)
    {
        var number = (ulong)Interlocked.Increment(ref issued) * 4;
        var now = clock.GetUtcNow();
        var credential = new AwsCredential(
            KeyId("ASIA", number + 8),
            Secret(number + 9),
            accountId,
            $"arn:aws:sts::{accountId}:assumed-role/{roleName}/{sessionName}",
            $"{KeyId("AROA", Scramble.Hash(roleName, seed))}:{sessionName}")
        {
            // Real tokens are several hundred characters long; clients have been seen to assume otherwise.
            SessionToken = string.Concat(Enumerable.Range(0, 8).Select(part => Secret(number + 10 + ((ulong)part << 40)))) + "==",
            Expiration = now + lifetime,
            RoleName = roleName,
        };
        byKey[credential.AccessKeyId] = credential;
        Forget(now - TimeSpan.FromHours(1));
        return credential;
    }

    /// <summary>Expired keys stay known for a while, so that they are refused as expired and not as unknown.</summary>
    private void Forget(DateTimeOffset before)
    {
        foreach (var (key, credential) in byKey)
        {
            if (credential.Expiration < before)
            {
                byKey.TryRemove(key, out _);
            }
        }
    }

    private string KeyId(string prefix, ulong number)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var dice = new Dice(seed + number);
        return prefix + string.Create(16, dice, static (span, dice) =>
        {
            foreach (ref var character in span)
            {
                character = dice.Pick<char>(Alphabet);
            }
        });
    }

    private string Secret(ulong number)
    {
        var dice = new Dice(~seed + number);
        return string.Create(CultureInfo.InvariantCulture, $"{dice.Next():x16}/{dice.Next():X16}+{dice.Next():x16}")[..40];
    }
}
