using MassTransit;
using Microsoft.Extensions.Logging;
using Pipeline.Aws;
using Pipeline.Contracts;
using Pipeline.Enumerator.Accounts;
using Pipeline.Enumerator.Calls;
using Pipeline.Ledger;
using Pipeline.Messaging.Flow;

namespace Pipeline.Enumerator.Listing;

/// <summary>Lists one scope to its end and says how it ended.</summary>
internal sealed partial class EnumerateScopeConsumer(
    ScopeListing listing, ListingsHere here, IRunLedger ledger, ILogger<EnumerateScopeConsumer> logger) : IConsumer<EnumerateScope>
{
    public async Task Consume(ConsumeContext<EnumerateScope> context)
    {
        var order = context.Message;
        using var held = here.TryHold(order);
        if (held is null)
        {
            // The delivery that is at work here stays in its queue until the listing has ended: this one is not needed.
            return;
        }

        await ResumeAsync(context);
    }

    private async Task ResumeAsync(ConsumeContext<EnumerateScope> context)
    {
        var order = context.Message;
        if (await ledger.ResumeListingAsync(order.RunId, order.Scope, order.Attempt, context.CancellationToken) is not { } checkpoint)
        {
            // Listed to its end before, or not needed any more: a delivery of the order that comes too late.
            return;
        }

        var progress = new ListingProgress(checkpoint);
        if (checkpoint.Session > 1)
        {
            Log.GoneOnWith(logger, order.Scope.AccountId, order.Scope.Region, order.Scope.Kind, progress.Pages, progress.Token is not null);
        }

        await ListAsync(context, progress);
    }

    private async Task ListAsync(ConsumeContext<EnumerateScope> context, ListingProgress progress)
    {
        var scope = context.Message.Scope;
        try
        {
            if (!progress.IsAtEnd && await listing.ListAsync(context, progress) is { } again)
            {
                Log.ListedAgain(logger, scope.AccountId, scope.Region, scope.Kind, progress.Pages, again.Attempt);
                await context.Publish(again, context.CancellationToken);
                return;
            }

            await EndAsync(context, progress);
        }
        catch (AwsException exception)
        {
            await FailAsync(context, progress, ScopeFailures.From(exception));
        }
        catch (AccountsUnreadableException exception)
        {
            await FailAsync(context, progress, ScopeFailures.From(exception.Refusal));
        }
        catch (ListingTakenOverException)
        {
            Log.TakenOver(logger, scope.AccountId, scope.Region, scope.Kind);
            context.LeaveToAnother();
        }
        catch (IncompleteReadException exception)
        {
            await FailAsync(context, progress, ScopeFailures.From(exception.First) with { Reason = exception.Message });
        }
    }

    private async Task EndAsync(ConsumeContext<EnumerateScope> context, ListingProgress progress)
    {
        var order = context.Message;
        var (calls, retries) = progress.Calls.Take();
        Log.Listed(logger, order.Scope.AccountId, order.Scope.Region, order.Scope.Kind, progress.Resources);
        await context.Publish(
            new ScopeEnumerated
            {
                RunId = order.RunId,
                Scope = order.Scope,
                Attempt = order.Attempt,
                Pages = progress.Pages,
                Resources = progress.Resources,
                FirstTicket = progress.FirstTicket,
                AwsCalls = calls,
                AwsRetries = retries,
            },
            context.CancellationToken);
    }

    private async Task FailAsync(ConsumeContext<EnumerateScope> context, ListingProgress progress, ScopeFailure failure)
    {
        var order = context.Message;
        var (calls, retries) = progress.Calls.Take();
        Log.Failed(logger, order.Scope.AccountId, order.Scope.Region, order.Scope.Kind, failure.Class, failure.Code, failure.Reason);
        await context.Publish(
            new ScopeFailed
            {
                RunId = order.RunId,
                Scope = order.Scope,
                Attempt = order.Attempt,
                Pages = progress.Pages,
                Failure = failure,
                AwsCalls = calls,
                AwsRetries = retries,
            },
            context.CancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(4, LogLevel.Information, "The listing of {AccountId} {Region} {Kind} was taken over, or is not needed any more")]
        public static partial void TakenOver(ILogger logger, string accountId, string region, string kind);

        [LoggerMessage(5, LogLevel.Information, "The listing of {AccountId} {Region} {Kind} is gone on with after page {Page}; it has a token: {HasToken}")]
        public static partial void GoneOnWith(ILogger logger, string accountId, string region, string kind, int page, bool hasToken);

        [LoggerMessage(1, LogLevel.Information, "Listed {AccountId} {Region} {Kind}: {Resources} resources")]
        public static partial void Listed(ILogger logger, string accountId, string region, string kind, long resources);

        [LoggerMessage(2, LogLevel.Warning, "Could not list {AccountId} {Region} {Kind}: {Class} {Code}: {Reason}")]
        public static partial void Failed(
            ILogger logger, string accountId, string region, string kind, FailureClass @class, string code, string reason);

        [LoggerMessage(3, LogLevel.Warning,
            "The listing of {AccountId} {Region} {Kind} broke off after {Pages} pages and is begun anew, attempt {Attempt}")]
        public static partial void ListedAgain(ILogger logger, string accountId, string region, string kind, int pages, int attempt);
    }
}
