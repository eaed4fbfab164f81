using System.Text.Json;
using Pipeline.Aws;
using Pipeline.Contracts;
using Pipeline.Enumerator.Calls;
using Pipeline.Enumerator.Kinds;

namespace Pipeline.Enumerator.Listing;

/// <summary>Reads listed resources one by one through Cloud Control, a few at a time.</summary>
internal sealed class ResourceReader(AwsCaller caller, BucketRegions buckets, EnumeratorOptions options)
{
    /// <summary>
    /// Reads each resource, in the order given. One that is gone by now is left out; ones that AWS refuses are noted
    /// in <paramref name="reads"/>.
    /// </summary>
    /// <exception cref="AwsException">AWS kept failing until the deadline, or nothing of the scope can be read.</exception>
    public async Task<IReadOnlyList<EnumeratedResource>> ReadAsync(
        IReadOnlyList<string> identifiers, ListingRequest request, ScopeReads reads, CancellationToken cancellationToken)
    {
        var resources = new EnumeratedResource?[identifiers.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.ConcurrentReads, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, identifiers.Count, parallel, async (index, token) =>
            resources[index] = await TryReadAsync(identifiers[index], request, reads, token));

        reads.ThrowIfHopeless();
        return [.. resources.OfType<EnumeratedResource>()];
    }

    /// <summary>Reads one resource; a bucket where it is.</summary>
    /// <exception cref="AwsException">AWS refused, or kept failing until the deadline; <see cref="IsGone"/> tells that it is gone.</exception>
    public async Task<EnumeratedResource> ReadAsync(string identifier, ListingRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadHereAsync(identifier, request, cancellationToken);
        }
        catch (AwsException exception) when (request.Scope.Kind == ListingTraits.Bucket && IsOfResource(exception))
        {
            var region = await buckets.FindAsync(identifier, request, cancellationToken);
            if (region is null && IsGone(exception))
            {
                // Not here, and nobody says where: that it is nowhere has not been said.
                throw new AwsException(AwsErrorClass.Unexpected, "BucketRegionUnknown", $"Where {identifier} is could not be found out.", exception);
            }

            if (region is null || region == request.Region)
            {
                throw;
            }

            return await ReadHereAsync(identifier, request with { Region = region }, cancellationToken);
        }
    }

    /// <summary>Whether AWS says that a resource does not exist.</summary>
    /// <remarks>A bare 404 without AWS's code may come from anything on the way there: that is no word about the resource.</remarks>
    public static bool IsGone(AwsException exception) => exception.Class == AwsErrorClass.NotFound && exception.Code != "404";

    private async Task<EnumeratedResource?> TryReadAsync(
        string identifier, ListingRequest request, ScopeReads reads, CancellationToken cancellationToken)
    {
        try
        {
            var resource = await ReadAsync(identifier, request, cancellationToken);
            reads.Answered();
            return resource;
        }
        catch (AwsException exception) when (IsGone(exception))
        {
            reads.Answered();
            return null;
        }
        catch (AwsException exception) when (IsOfResource(exception))
        {
            reads.Refused(identifier, exception);
            return null;
        }
    }

    private async Task<EnumeratedResource> ReadHereAsync(string identifier, ListingRequest request, CancellationToken cancellationToken)
    {
        var parameters = CallParameters.Of(("TypeName", request.Scope.Kind), ("Identifier", identifier));
        var call = request.Call("cloudcontrol", "GetResource", parameters);
        var response = await caller.CallAsync(request.Scope.AccountId, call, request.Deadline, cancellationToken);
        using var body = JsonDocument.Parse(response.Body);
        return body.RootElement.TryGetProperty("ResourceDescription", out var description)
            ? RawResource.FromDescription(description, request)
            : throw Answer.Malformed($"the answer for {identifier} holds no ResourceDescription");
    }

    // What has outlasted the deadline, or concerns the account, stops the scope instead.
    private static bool IsOfResource(AwsException exception) =>
        !AwsCaller.IsPassing(exception.Class) && !ScopeFailures.IsOfCredentials(exception);
}
