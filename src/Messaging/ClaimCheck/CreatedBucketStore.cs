using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace Pipeline.Messaging.ClaimCheck;

/// <summary>Creates the bucket, and its lifecycle rule where it has none, before the first use of a store; again whenever it is found to be gone.</summary>
internal sealed class CreatedBucketStore(IClaimCheckStore store, IAmazonS3 s3, string bucket) : IClaimCheckStore
{
    private volatile bool _isThere;

    public async ValueTask PutAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        try
        {
            await store.PutAsync(name, content, cancellationToken);
        }
        catch (AmazonS3Exception exception) when (IsBucketMissing(exception))
        {
            _isThere = false;
            throw;
        }
    }

    public async ValueTask<ReadOnlyMemory<byte>?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        try
        {
            return await store.FindAsync(name, cancellationToken);
        }
        catch (AmazonS3Exception exception) when (IsBucketMissing(exception))
        {
            _isThere = false;
            throw;
        }
    }

    private static bool IsBucketMissing(AmazonS3Exception exception) => exception.ErrorCode == "NoSuchBucket";

    private async ValueTask EnsureAsync(CancellationToken cancellationToken)
    {
        if (_isThere)
        {
            return;
        }

        if (!await HasRulesAsync(cancellationToken))
        {
            await CreateAsync(cancellationToken);
            await s3.PutLifecycleConfigurationAsync(bucket, Expiry(), cancellationToken);
        }

        _isThere = true;
    }

    // Rules are set as a whole: what a bucket's owner made of them, or put beside ours, must not be written over. And in
    // us-east-1 S3 takes the creation of a bucket that one has already, so that it does not tell who was first.
    private async Task<bool> HasRulesAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await s3.GetLifecycleConfigurationAsync(bucket, cancellationToken)).Configuration?.Rules is { Count: > 0 };
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await s3.PutBucketAsync(bucket, cancellationToken);
        }
        catch (AmazonS3Exception exception) when (exception.ErrorCode == "BucketAlreadyOwnedByYou")
        {
            // Another service was first, or it was left without a rule.
        }
    }

    private static LifecycleConfiguration Expiry() => new()
    {
        Rules =
        [
            new LifecycleRule
            {
                Id = "expire-messages",
                Status = LifecycleRuleStatus.Enabled,
                Filter = new LifecycleFilter { LifecycleFilterPredicate = new LifecyclePrefixPredicate { Prefix = ClaimCheckNames.Messages } },
                Expiration = new LifecycleRuleExpiration { Days = (int)ClaimCheckNames.Retention.TotalDays },
            },
        ],
    };
}
