using MassTransit;
using Pipeline.Aws;
using Pipeline.Contracts;
using Pipeline.Enumerator.Accounts;
using Pipeline.Enumerator.Calls;
using Pipeline.Ledger;
using Pipeline.Messaging.Flow;

namespace Pipeline.Enumerator.Listing;

/// <summary>Lists a scope and publishes each page as soon as it is read.</summary>
internal sealed class ScopeListing(
    IEnumerable<IResourceLister> listers,
    AccountDirectory accounts,
    PageCredit credit,
    IRunLedger ledger,
    EnumeratorOptions options,
    TimeProvider time)
{
    // Tokens live for minutes to hours. A listing that is slower than its tokens time and again never ends.
    private const int Beginnings = 3;

    /// <summary>Asks the scope's regions in turn until one answers.</summary>
    /// <exception cref="AwsException">None did, or one broke off.</exception>
    /// <exception cref="IncompleteReadException">Some resources were listed but could not be read.</exception>
    public async Task ListAsync(ConsumeContext<EnumerateScope> context, ListingProgress progress)
    {
        var order = context.Message;
        var credentials = await accounts.CredentialsAsync(order.Scope.AccountId, context.CancellationToken);
        for (var candidate = 0; ; candidate++)
        {
            var deadline = new CallDeadline(time, options.ScopeDeadline, options.UnreachableDeadline);
            var request = new ListingRequest(order.Scope, order.Regions[candidate], credentials, deadline);
            try
            {
                await ListFromStartAsync(context, request, progress);
                return;
            }
            catch (AwsException exception) when (ScopeFailures.IsOfRegion(exception) && candidate + 1 < order.Regions.Count)
            {
                // A region that is denied or disabled says nothing about a kind that is the same in all of them.
            }
        }
    }

    // Pages are numbered on: what an earlier beginning showed was true when it was shown.
    private async Task ListFromStartAsync(ConsumeContext<EnumerateScope> context, ListingRequest request, ListingProgress progress)
    {
        for (var beginning = 1; ; beginning++)
        {
            try
            {
                await ListAsync(context, request, progress);
                return;
            }
            catch (PageTokenRefusedException exception)
            {
                if (beginning == Beginnings)
                {
                    throw exception.Refusal;
                }
            }
        }
    }

    private async Task ListAsync(ConsumeContext<EnumerateScope> context, ListingRequest request, ListingProgress progress)
    {
        var lister = listers.First(candidate => candidate.Lists(request.Scope));
        await foreach (var page in lister.ListAsync(request, context.CancellationToken))
        {
            foreach (var (resources, bytes) in PageSplitter.Split(page.Resources, options.PageBytes))
            {
                await PublishAsync(context, page.Ticket, resources, bytes, progress.Add(page.Ticket, resources.Count));
                request.Deadline.Progress();
            }
        }
    }

    private async Task PublishAsync(
        ConsumeContext<EnumerateScope> context, long ticket, IReadOnlyList<EnumeratedResource> resources, int bytes, int page)
    {
        var order = context.Message;
        var message = new ResourcesEnumerated
        {
            RunId = order.RunId,
            MappingVersion = order.MappingVersion,
            Scope = order.Scope,
            Blocks = order.Blocks,
            Attempt = order.Attempt,
            Page = page,
            Ticket = ticket,
            Resources = resources,
        };
        var batch = new BatchId(order.RunId, order.Scope.ToString(), order.Attempt, page);
        await credit.TakeAsync(batch, bytes, context.CancellationToken);
        await context.Publish(message, context.CancellationToken);
        await ledger.RecordListedAsync(
            new ListedPage { Batch = batch, Session = 1, Ticket = ticket, Resources = resources.Count },
            context.CancellationToken);
    }
}
