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
    private const int TokenAttempts = 3;

    /// <summary>
    /// Asks the scope's regions in turn until one answers, and goes on from where an earlier delivery left off. Answers the next attempt's order where this one broke off
    /// after it had published pages: what two listings saw is not mixed. Null when the scope is listed.
    /// </summary>
    /// <exception cref="AwsException">No region answered, or one broke off.</exception>
    /// <exception cref="IncompleteReadException">Some resources were listed but could not be read.</exception>
    /// <exception cref="ListingTakenOverException">Another delivery of the order goes on with it, or the run has ended.</exception>
    public async Task<EnumerateScope?> ListAsync(ConsumeContext<EnumerateScope> context, ListingProgress progress)
    {
        var order = context.Message;
        var credentials = await accounts.CredentialsAsync(order.Scope.AccountId, context.CancellationToken);
        for (var candidate = FirstOf(order, progress); ; candidate++)
        {
            var deadline = new CallDeadline(time, options.ScopeDeadline, options.UnreachableDeadline);
            var region = order.Regions[candidate];
            var request = new ListingRequest(order.Scope, region, credentials, deadline) { From = progress.TokenFor(region) };
            try
            {
                await ListAsync(context, request, progress);
                return null;
            }
            catch (PageTokenRefusedException exception)
            {
                return order.Attempt < TokenAttempts ? order with { Attempt = order.Attempt + 1 } : throw exception.Refusal;
            }
            catch (AwsException exception) when (ScopeFailures.IsOfRegion(exception) && candidate + 1 < order.Regions.Count)
            {
                // A region that is denied or disabled says nothing about a kind that is the same in all of them.
                if (progress.Pages > 0)
                {
                    return order with { Attempt = order.Attempt + 1, Regions = [.. order.Regions.Skip(candidate + 1)] };
                }
            }
        }
    }

    // The one that answered before, where one did.
    private static int FirstOf(EnumerateScope order, ListingProgress progress) =>
        Math.Max(0, order.Regions.ToList().FindIndex(region => region == progress.Region));

    private async Task ListAsync(ConsumeContext<EnumerateScope> context, ListingRequest request, ListingProgress progress)
    {
        progress.GoOn(request.Region, request.From);
        var lister = listers.First(candidate => candidate.Lists(request.Scope));
        using var room = new AnswerRoom(credit, context.Message);
        await using var pages = lister.ListAsync(request, context.CancellationToken).GetAsyncEnumerator(context.CancellationToken);
        while (true)
        {
            await room.TakeAsync(progress.Pages + 1, context.CancellationToken);
            request.Deadline.Progress();
            if (!await pages.MoveNextAsync())
            {
                return;
            }

            room.Answered();
            room.Expect(await PublishAsync(context, pages.Current, request, progress));
        }
    }

    // Answers how many bytes the page's resources are.
    private async Task<int> PublishAsync(
        ConsumeContext<EnumerateScope> context, ResourcePage page, ListingRequest request, ListingProgress progress)
    {
        var total = 0;
        foreach (var (resources, bytes, isLast) in PageSplitter.Split(page.Resources, options.PageBytes))
        {
            // Until its last piece is published, the answer has to be asked for again.
            var piece = page with { Resources = resources, Next = isLast ? page.Next : progress.Token, IsLast = isLast && page.IsLast };
            await PublishAsync(context, piece, resources, bytes, progress);
            progress.GoOn(request.Region, piece.Next);
            request.Deadline.Progress();
            total += bytes;
        }

        return total;
    }

    private async Task PublishAsync(
        ConsumeContext<EnumerateScope> context, ResourcePage piece, IReadOnlyList<EnumeratedResource> resources, int bytes, ListingProgress progress)
    {
        var order = context.Message;
        var shown = resources.DistinctBy(resource => resource.Identifier, StringComparer.Ordinal).Count();
        var page = progress.Add(piece.Ticket, shown);
        var message = new ResourcesEnumerated
        {
            RunId = order.RunId,
            MappingVersion = order.MappingVersion,
            Scope = order.Scope,
            Blocks = order.Blocks,
            Attempt = order.Attempt,
            Page = page,
            Ticket = piece.Ticket,
            Resources = resources,
        };
        var batch = AnswerRoom.BatchOf(order, page);
        await credit.TakeAsync(batch, bytes, context.CancellationToken);
        await context.Publish(message, context.CancellationToken);
        var (calls, retries) = progress.Calls.Take();
        var listed = new ListedPage
        {
            Batch = batch,
            Session = progress.Session,
            Ticket = piece.Ticket,
            Resources = shown,
            AwsCalls = calls,
            AwsRetries = retries,
            Region = progress.Region,
            Token = piece.Next,
            IsLast = piece.IsLast,
        };
        if (!await ledger.RecordListedAsync(listed, context.CancellationToken))
        {
            throw new ListingTakenOverException();
        }
    }
}
