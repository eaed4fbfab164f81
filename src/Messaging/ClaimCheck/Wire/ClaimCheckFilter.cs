using MassTransit;

namespace Pipeline.Messaging.ClaimCheck.Wire;

/// <summary>Has a message prepared before it is sent or published.</summary>
internal sealed class ClaimCheckFilter<TContext, T>(ClaimCheckWriter writer) : IFilter<TContext>
    where TContext : class, SendContext<T>
    where T : class
{
    public async Task Send(TContext context, IPipe<TContext> next)
    {
        await writer.PrepareAsync(context);
        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("claimCheck");
}
