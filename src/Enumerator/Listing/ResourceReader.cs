using System.Collections.Concurrent;
using System.Text.Json;
using Pipeline.Aws;
using Pipeline.Contracts;
using Pipeline.Enumerator.Calls;

namespace Pipeline.Enumerator.Listing;

/// <summary>Reads listed resources one by one through Cloud Control, a few at a time.</summary>
internal sealed class ResourceReader(AwsCaller caller, EnumeratorOptions options)
{
    /// <summary>
    /// Reads each resource, in the order given. One that is gone by now is left out; ones that AWS refuses are noted
    /// in <paramref name="unread"/>.
    /// </summary>
    /// <exception cref="AwsException">AWS refused all of them.</exception>
    public async Task<IReadOnlyList<EnumeratedResource>> ReadAsync(
        IReadOnlyList<string> identifiers, ListingRequest request, UnreadResources unread, CancellationToken cancellationToken)
    {
        var resources = new EnumeratedResource?[identifiers.Count];
        var failures = new ConcurrentQueue<(string Identifier, AwsException Exception)>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.ConcurrentReads, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, identifiers.Count, parallel, async (index, token) =>
        {
            try
            {
                resources[index] = await ReadAsync(identifiers[index], request, token);
            }
            catch (AwsException exception) when (exception.Class != AwsErrorClass.NotFound)
            {
                failures.Enqueue((identifiers[index], exception));
            }
            catch (AwsException)
            {
                // Deleted between the listing and now: as if it had not been listed.
            }
        });

        if (failures.TryPeek(out var first) && failures.Count == identifiers.Count)
        {
            throw first.Exception;
        }

        unread.Add(failures);
        return [.. resources.OfType<EnumeratedResource>()];
    }

    private async Task<EnumeratedResource> ReadAsync(string identifier, ListingRequest request, CancellationToken cancellationToken)
    {
        var parameters = CallParameters.Of(("TypeName", request.Scope.Kind), ("Identifier", identifier));
        var call = request.Call("cloudcontrol", "GetResource", parameters);
        var response = await caller.CallAsync(request.Scope.AccountId, call, request.Deadline, cancellationToken);
        using var body = JsonDocument.Parse(response.Body);
        return RawResource.FromDescription(body.RootElement.GetProperty("ResourceDescription"), request);
    }
}
