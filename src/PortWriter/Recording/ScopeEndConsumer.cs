using MassTransit;
using Pipeline.Contracts;
using Pipeline.Ledger;

namespace Pipeline.PortWriter.Recording;

/// <summary>Records how the listing of a scope ended.</summary>
internal sealed class ScopeEndConsumer(IRunLedger ledger) : IConsumer<ScopeEnumerated>, IConsumer<ScopeFailed>
{
    public Task Consume(ConsumeContext<ScopeEnumerated> context) => RecordAsync(context, new ScopeEnd
    {
        RunId = context.Message.RunId,
        Scope = context.Message.Scope,
        Attempt = context.Message.Attempt,
        Pages = context.Message.Pages,
        FirstTicket = context.Message.FirstTicket,
        AwsCalls = context.Message.AwsCalls,
        AwsRetries = context.Message.AwsRetries,
    });

    public Task Consume(ConsumeContext<ScopeFailed> context) => RecordAsync(context, new ScopeEnd
    {
        RunId = context.Message.RunId,
        Scope = context.Message.Scope,
        Attempt = context.Message.Attempt,
        Pages = context.Message.Pages,
        Failure = context.Message.Failure,
        AwsCalls = context.Message.AwsCalls,
        AwsRetries = context.Message.AwsRetries,
    });

    private async Task RecordAsync(ConsumeContext context, ScopeEnd end) =>
        await context.PublishStepAsync(end.RunId, await ledger.RecordScopeEndAsync(end, context.CancellationToken));
}
