using MassTransit;

namespace Pipeline.Messaging.Flow;

/// <summary>Says of a delivery that another one does what it asks for.</summary>
public static class LeftDelivery
{
    /// <summary>
    /// Leaves the work to another delivery. Where that may be the same message, handed out again because this process was
    /// too late to keep it hidden, it is not deleted: it is the other's, and comes back when the other dies.
    /// </summary>
    /// <param name="context">What is being consumed.</param>
    public static void LeaveToAnother(this ConsumeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.ReceiveContext.GetOrAddPayload(() => new Mark());
    }

    internal static bool IsLeft(ReceiveContext context) => context.HasPayloadType(typeof(Mark));

    private sealed class Mark;
}
