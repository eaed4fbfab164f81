using MassTransit;

namespace Pipeline.Messaging.DeadLetters.Kept;

/// <summary>Hands what could not be handled to the keeper, where the bus has no queues for it.</summary>
internal sealed class KeepLetter(IDeadLetterKeeper keeper, TimeProvider time) : IFilter<ExceptionReceiveContext>, IFilter<ReceiveContext>
{
    private const string DefaultContentType = "application/vnd.masstransit+json";

    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        await KeepAsync(context, $"{context.Exception.GetType().FullName}: {context.Exception.Message}");
        await next.Send(context);
    }

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        await KeepAsync(context, "No consumer takes messages of this type.");
        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("keepLetter");

    private Task KeepAsync(ReceiveContext context, string reason)
    {
        // loopback://localhost/LANE/ENDPOINT
        var path = context.InputAddress.AbsolutePath.Trim('/').Split('/');
        var letter = DeadLetterReading.Of($"{path[^1]}-{path[0]}", Guid.CreateVersion7().ToString(), reason, time.GetUtcNow(), context.Body.GetBytes());
        return keeper.KeepAsync(letter, context.ContentType?.MediaType ?? DefaultContentType, CancellationToken.None);
    }
}
