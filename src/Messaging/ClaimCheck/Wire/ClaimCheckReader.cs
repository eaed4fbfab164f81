using System.Text.Json;
using MassTransit;

namespace Pipeline.Messaging.ClaimCheck.Wire;

/// <summary>
/// Fetches what a reference stands for before the message is deserialized, which can wait for nothing. That it cannot be
/// had is told later, where it becomes a fault of the message.
/// </summary>
internal sealed class ClaimCheckReader(IClaimCheckStore store) : IFilter<ReceiveContext>
{
    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        if (context.ContentType?.MediaType == ClaimCheckReference.ContentType.MediaType)
        {
            var claimed = await FetchAsync(context.Body.GetBytes(), context.CancellationToken);
            context.AddOrUpdatePayload(() => claimed, _ => claimed);
        }

        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("claimCheck");

    private async Task<ClaimedMessage> FetchAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (ReferenceIn(body) is not { } reference || !ClaimCheckNames.IsOfMessage(reference.Name))
        {
            return ClaimedMessage.Unavailable("The message is said to be in the claim-check store, but does not say where.");
        }

        try
        {
            return await store.FindAsync(reference.Name, cancellationToken) switch
            {
                null => ClaimedMessage.Unavailable($"{reference.Name} is not in the claim-check store, or no longer."),
                { } content when ClaimCheckNames.OfMessage(content.Span) != reference.Name =>
                    ClaimedMessage.Unavailable($"{reference.Name} in the claim-check store is not what was stored."),
                { } content => new ClaimedMessage(content, null),
            };
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return ClaimedMessage.Unavailable($"{reference.Name} could not be read from the claim-check store: {exception.Message}", exception);
        }
    }

    private static ClaimCheckReference? ReferenceIn(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var envelope = JsonDocument.Parse(body);
            return envelope.RootElement.GetProperty("message").GetProperty(ClaimCheckReference.Member)
                .Deserialize<ClaimCheckReference>(JsonSerializerOptions.Web);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
