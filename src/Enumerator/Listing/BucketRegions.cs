using System.Text.Json;
using Pipeline.Aws;
using Pipeline.Enumerator.Calls;

namespace Pipeline.Enumerator.Listing;

/// <summary>Finds where a bucket is: every region lists all buckets, but only its own can read one.</summary>
internal sealed class BucketRegions(AwsCaller caller)
{
    /// <summary>The bucket's region; null when AWS does not say.</summary>
    /// <exception cref="AwsException">There is no such bucket any more, or AWS kept failing until the deadline.</exception>
    public async Task<string?> FindAsync(string bucket, ListingRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var call = request.Call("s3", "GetBucketLocation", CallParameters.Of(("Bucket", bucket)));
            var response = await caller.CallAsync(request.Scope.AccountId, call, request.Deadline, cancellationToken);
            using var body = JsonDocument.Parse(response.Body);
            return Region(body.RootElement.TryGetProperty("LocationConstraint", out var location) ? location.GetString() : null);
        }
        catch (AwsException exception) when (exception.Class != AwsErrorClass.NotFound && !AwsCaller.IsPassing(exception.Class))
        {
            return null;
        }
    }

    // Two names that are older than regions: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html
    private static string Region(string? location) => location switch
    {
        null or "" => "us-east-1",
        "EU" => "eu-west-1",
        _ => location,
    };
}
