using MassTransit;

namespace Pipeline.Messaging.ClaimCheck.Wire;

/// <summary>
/// Keeps an outline from being consumed as if it were the message. Here the failure becomes a <c>Fault&lt;T&gt;</c> with
/// the outline in it, so that the run to which the message belonged learns what it lost.
/// </summary>
internal sealed class ClaimCheckGuard<TConsumer> : IFilter<ConsumerConsumeContext<TConsumer>>
    where TConsumer : class
{
    public Task Send(ConsumerConsumeContext<TConsumer> context, IPipe<ConsumerConsumeContext<TConsumer>> next) =>
        context.TryGetPayload<ClaimedMessage>(out var claimed) && claimed.Failure is { } failure
            ? Task.FromException(failure)
            : next.Send(context);

    public void Probe(ProbeContext context) => context.CreateFilterScope("claimCheck");
}
