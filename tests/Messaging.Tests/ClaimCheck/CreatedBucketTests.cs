using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Pipeline.Emulators;
using Pipeline.Messaging.ClaimCheck;
using Pipeline.Messaging.Tests.AmazonSqs;

namespace Pipeline.Messaging.Tests.ClaimCheck;

/// <summary>The bucket is made with its rule of expiry, and what its owner made of it stays.</summary>
public sealed class CreatedBucketTests(EmulatorPool emulators) : IAsyncLifetime
{
    // There, S3 takes the creation of a bucket that one has already; elsewhere it refuses.
    private const string Region = "us-east-1";

    private readonly string _bucket = $"claims-{Guid.NewGuid():N}";
    private AmazonS3Client _s3 = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private CreatedBucketStore Sut => new(new S3ClaimCheckStore(_s3, _bucket, TimeProvider.System), _s3, _bucket);

    // fauxqs knows no rules.
    public async ValueTask InitializeAsync()
    {
        var emulator = await emulators.GetAsync(() => Moto.StartAsync());
        _s3 = new AmazonS3Client(
            new BasicAWSCredentials("key", "secret"),
            new AmazonS3Config { ServiceURL = emulator.Address.ToString(), ForcePathStyle = true, AuthenticationRegion = Region });
    }

    public ValueTask DisposeAsync()
    {
        _s3?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task FirstUse_NoBucket_MakesItWithARuleForMessages()
    {
        await Sut.PutAsync("messages/one", "1"u8.ToArray(), Token);

        var rule = Assert.Single(await RulesAsync());
        Assert.Equal(16, rule.Expiration.Days);
        Assert.Equal("messages/", Assert.IsType<LifecyclePrefixPredicate>(rule.Filter.LifecycleFilterPredicate).Prefix);
    }

    [Fact]
    public async Task FirstUse_BucketWithRulesOfItsOwner_KeepsThem()
    {
        await _s3.PutBucketAsync(_bucket, Token);
        await _s3.PutLifecycleConfigurationAsync(_bucket, new LifecycleConfiguration { Rules = [Rule("mine", "logs/", 3), Rule("expire-messages", "messages/", 30)] }, Token);

        await Sut.PutAsync("messages/one", "1"u8.ToArray(), Token);

        Assert.Equal([("expire-messages", 30), ("mine", 3)], (await RulesAsync()).Select(rule => (rule.Id, rule.Expiration.Days!.Value)).Order());
    }

    // Whoever made it died before it had the rule.
    [Fact]
    public async Task FirstUse_BucketWithoutRules_IsGivenOurs()
    {
        await _s3.PutBucketAsync(_bucket, Token);

        await Sut.FindAsync("messages/one", Token);

        Assert.Equal("expire-messages", Assert.Single(await RulesAsync()).Id);
    }

    private async Task<List<LifecycleRule>> RulesAsync() => (await _s3.GetLifecycleConfigurationAsync(_bucket, Token)).Configuration.Rules;

    private static LifecycleRule Rule(string id, string prefix, int days) => new()
    {
        Id = id,
        Status = LifecycleRuleStatus.Enabled,
        Filter = new LifecycleFilter { LifecycleFilterPredicate = new LifecyclePrefixPredicate { Prefix = prefix } },
        Expiration = new LifecycleRuleExpiration { Days = days },
    };
}
