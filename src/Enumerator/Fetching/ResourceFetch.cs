using Pipeline.Aws;
using Pipeline.Contracts;
using Pipeline.Enumerator.Accounts;
using Pipeline.Enumerator.Calls;
using Pipeline.Enumerator.Fetching.Fetchers;
using Pipeline.Enumerator.Listing;
using Pipeline.Ledger;

namespace Pipeline.Enumerator.Fetching;

/// <summary>
/// Asks AWS for one resource until it is shown, or until it is sure that there is none: an answer that it does not
/// exist counts only when a second one, later, says the same.
/// </summary>
internal sealed class ResourceFetch(
    IEnumerable<IResourceFetcher> fetchers,
    AccountDirectory accounts,
    IRunLedger ledger,
    EnumeratorOptions options,
    TimeProvider time) : IDisposable
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(16);

    // AWS documents its reads as eventually consistent and no bound for it; a minute is what resources of EC2 have been
    // seen to need: https://docs.aws.amazon.com/ec2/latest/devguide/eventual-consistency.html
    private static readonly TimeSpan PatienceWithNewOnes = TimeSpan.FromMinutes(1);

    // Hints that wait, for their turn or to ask again, do not count.
    private readonly SemaphoreSlim _asking = new(options.ConcurrentFetches);

    /// <summary>Asks for the resource.</summary>
    /// <param name="place">Where it is, and the regions to ask, best first.</param>
    /// <param name="forms">Its identifier, or what may be it, likeliest first.</param>
    /// <param name="created">Whether it was just created, so that AWS may not show it yet.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <exception cref="AwsException">AWS refused, or kept failing until the deadline.</exception>
    public async Task<Sighting> FetchAsync(
        FetchPlace place, IReadOnlyList<string> forms, bool created, CancellationToken cancellationToken)
    {
        var patience = created ? PatienceWithNewOnes : FirstWait;
        var waited = TimeSpan.Zero;
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            // The counter of the scope's own region, `global` included, as listing takes it.
            var ticket = await ledger.NextTicketAsync(place.Scope.AccountId, place.Scope.Region, cancellationToken);
            var (resource, missing) = await AskAsync(place, forms, cancellationToken);
            if (resource is not null || waited >= patience)
            {
                return new Sighting(ticket, resource, missing);
            }

            await Task.Delay(wait, time, cancellationToken);
            waited += wait;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _asking.Dispose();

    private async Task<(EnumeratedResource? Resource, IReadOnlyList<string> Missing)> AskAsync(
        FetchPlace place, IReadOnlyList<string> forms, CancellationToken cancellationToken)
    {
        var missing = new List<string>();
        AwsException? refused = null;
        foreach (var form in forms)
        {
            try
            {
                if (await AskAsync(place, form, cancellationToken) is { } resource)
                {
                    return (resource, []);
                }

                missing.Add(form);
            }
            catch (AwsException exception) when (forms.Count > 1 && exception.Class == AwsErrorClass.InvalidRequest)
            {
                // Not the form in which the kind is identified, unless every one of them is refused.
                refused = exception;
            }
        }

        return missing.Count > 0 ? (null, missing) : throw refused!;
    }

    private async Task<EnumeratedResource?> AskAsync(FetchPlace place, string identifier, CancellationToken cancellationToken)
    {
        var credentials = await accounts.CredentialsAsync(place.Scope.AccountId, cancellationToken);
        var fetcher = fetchers.First(candidate => candidate.Fetches(place.Scope));
        for (var candidate = 0; ; candidate++)
        {
            var deadline = new CallDeadline(time, options.FetchDeadline, options.UnreachableDeadline);
            var request = new ListingRequest(place.Scope, place.Regions[candidate], credentials, deadline);
            await _asking.WaitAsync(cancellationToken);
            try
            {
                return await fetcher.FetchAsync(request, identifier, cancellationToken);
            }
            catch (AwsException exception) when (ScopeFailures.IsOfRegion(exception) && candidate + 1 < place.Regions.Count)
            {
                // A region that is denied or disabled says nothing about a kind that is the same in all of them.
            }
            finally
            {
                _asking.Release();
            }
        }
    }
}
