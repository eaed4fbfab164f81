using MassTransit;
using Microsoft.Extensions.Logging;
using Pipeline.Contracts;
using Pipeline.Enumerator.Accounts;
using Pipeline.Enumerator.Calls;
using Pipeline.Ledger;
using Pipeline.Messaging.ClaimCheck;

namespace Pipeline.Enumerator.Planning;

/// <summary>Plans a run and sends its scopes off to be listed.</summary>
internal sealed partial class StartRunConsumer(
    AccountDiscovery accounts,
    MappingVersions mappings,
    RememberedScopes remembered,
    AccountGuard guard,
    IRunLedger ledger,
    TimeProvider time,
    ILogger<StartRunConsumer> logger) : IConsumer<StartRun>
{
    public async Task Consume(ConsumeContext<StartRun> context)
    {
        var start = context.Message;
        try
        {
            var mapping = await mappings.GetAsync(start.MappingVersion, context.CancellationToken);
            var discovery = await accounts.DiscoverAsync(context.CancellationToken);
            var known = await remembered.ListAsync(context.CancellationToken);
            await guard.RequireAsync(start.RunId, discovery, known, context.CancellationToken);
            var plan = ScopePlanner.Plan(mapping, discovery, start.Only, known);
            await SendAsync(context, await remembered.WithTicketsAsync(plan, context.CancellationToken));
        }
        catch (Exception exception) when (exception is AccountsUnreadableException or UnknownScopeException or OtherAccountsException)
        {
            Log.Unplannable(logger, start.RunId, exception.Message);
            await ledger.RecordErrorAsync(start.RunId, ErrorOf(exception), context.CancellationToken);
            await PublishEndAsync(context, (await ledger.FailRunAsync(start.RunId, exception.Message, context.CancellationToken)).Ended);
        }
    }

    private async Task SendAsync(ConsumeContext<StartRun> context, RunPlan plan)
    {
        var start = context.Message;
        foreach (var note in plan.Notes)
        {
            Log.Noted(logger, start.RunId, note);
        }

        Log.Planned(logger, start.RunId, plan.Scopes.Count);
        var standing = await ledger.PlanAsync(start.RunId, plan, context.CancellationToken);

        // An order that comes again, when all scopes have closed, may be who moves the run on: nobody else is told then.
        await context.PublishBatch(standing.Step.Sweeps, context.CancellationToken);
        await PublishEndAsync(context, standing.Step.Ended);
        await context.PublishBatch(
            standing.Open.Select(open => new EnumerateScope
            {
                RunId = start.RunId,
                MappingVersion = start.MappingVersion,
                Scope = open.Planned.Scope,
                Regions = open.Planned.Regions,
                Blocks = open.Planned.Blocks,
                Attempt = open.Attempt,
            }),
            context.CancellationToken);
    }

    private RunError ErrorOf(Exception exception)
    {
        var failure = exception is AccountsUnreadableException unreadable ? ScopeFailures.From(unreadable.Refusal) : null;
        return new RunError
        {
            Step = nameof(StartRun),
            Class = failure?.Class ?? FailureClass.InvalidRequest,
            Code = failure?.Code ?? exception.GetType().Name,
            Reason = exception.Message,
            RequestId = failure?.RequestId ?? string.Empty,
            At = time.GetUtcNow(),
        };
    }

    private static Task PublishEndAsync(ConsumeContext<StartRun> context, RunOutcome? ended) => ended is { } outcome
        ? context.Publish(new RunFinished { RunId = context.Message.RunId, Outcome = outcome }, context.CancellationToken)
        : Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Run {RunId} has {Scopes} scopes to list")]
        public static partial void Planned(ILogger logger, Guid runId, int scopes);

        [LoggerMessage(2, LogLevel.Warning, "Run {RunId}: {Note}")]
        public static partial void Noted(ILogger logger, Guid runId, string note);

        [LoggerMessage(3, LogLevel.Error, "Run {RunId} cannot be planned: {Reason}")]
        public static partial void Unplannable(ILogger logger, Guid runId, string reason);
    }
}
