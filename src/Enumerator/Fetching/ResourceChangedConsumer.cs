using MassTransit;
using Microsoft.Extensions.Logging;
using Pipeline.Contracts;

namespace Pipeline.Enumerator.Fetching;

/// <summary>
/// Answers a hint by what AWS shows now. A hint without an account is about the resource in each account: an identifier
/// alone does not tell whose it is, and looking in one of them would only guess.
/// </summary>
internal sealed partial class ResourceChangedConsumer(
    FetchGate gate, LiveFetching fetching, KnownAccounts accounts, ILogger<ResourceChangedConsumer> logger) : IConsumer<ResourceChanged>
{
    public Task Consume(ConsumeContext<ResourceChanged> context) => context.Message.Resource.AccountId.Length == 0
        ? SpreadAsync(context)
        : gate.RunAsync(context.Message, created => FetchAsync(context, created), context.CancellationToken);

    private async Task FetchAsync(ConsumeContext<ResourceChanged> context, bool created)
    {
        try
        {
            foreach (var message in await fetching.FetchAsync(context.Message, created, context.CancellationToken))
            {
                await context.Publish(message, message.GetType(), context.CancellationToken);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.NotFetched(logger, context.Message.Resource, exception.Message);
            throw;
        }
    }

    private async Task SpreadAsync(ConsumeContext<ResourceChanged> context)
    {
        var change = context.Message;
        var everywhere = await accounts.AllAsync(context.CancellationToken);
        await context.PublishBatch(
            everywhere.Select(account => change with { Resource = change.Resource with { AccountId = account } }),
            context.CancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Resource} changed and could not be fetched; Port keeps what it has: {Reason}")]
        public static partial void NotFetched(ILogger logger, ResourceKey resource, string reason);
    }
}
