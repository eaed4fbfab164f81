using Amazon.S3;
using Amazon.S3.Model;

namespace Pipeline.Messaging.ClaimCheck;

/// <summary>Creates the bucket, with its lifecycle rule, before the first use of a store; again whenever it is found to be gone.</summary>
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

        try
        {
            await s3.PutBucketAsync(bucket, cancellationToken);
            await s3.PutLifecycleConfigurationAsync(bucket, Expiry(), cancellationToken);
        }
        catch (AmazonS3Exception exception) when (exception.ErrorCode == "BucketAlreadyOwnedByYou")
        {
            // Another service was first, or this is no first start. What its owner changed in the rule stays.
        }

        _isThere = true;
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
