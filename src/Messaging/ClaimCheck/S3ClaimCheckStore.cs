using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace Pipeline.Messaging.ClaimCheck;

/// <summary>
/// A store in an S3 bucket. The bucket's owner expires what lies under <see cref="ClaimCheckNames.Messages"/> with a
/// lifecycle rule, <see cref="ClaimCheckNames.Retention"/> after its creation.
/// </summary>
/// <param name="s3">The client. It needs s3:ListBucket too: without it S3 answers 403 and not 404 for what is not there.</param>
/// <param name="bucket">The bucket.</param>
/// <param name="time">The clock that ages are measured by.</param>
public sealed class S3ClaimCheckStore(IAmazonS3 s3, string bucket, TimeProvider time) : IClaimCheckStore
{
    // Lifecycle rules count from an object's creation. Younger than this, it need not be written again to last.
    private static readonly TimeSpan YoungEnough = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public async ValueTask PutAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (await IsStoredAsync(name, cancellationToken))
        {
            return;
        }

        using var stream = new MemoryStream(content.ToArray(), writable: false);
        await s3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = bucket,
                Key = name,
                InputStream = stream,
                ContentType = "application/json",
                AutoCloseStream = false,
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await s3.GetObjectAsync(bucket, name, cancellationToken);
            var content = new byte[answer.ContentLength];
            await answer.ResponseStream.ReadExactlyAsync(content, cancellationToken);
            return content;
        }
        catch (AmazonS3Exception exception) when (exception.ErrorCode == "NoSuchKey")
        {
            return null;
        }
    }

    private async Task<bool> IsStoredAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var found = await s3.GetObjectMetadataAsync(bucket, name, cancellationToken);
            return !ClaimCheckNames.Expires(name) || time.GetUtcNow() - found.LastModified < YoungEnough;
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }
}
