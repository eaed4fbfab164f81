namespace Pipeline.Simulator.Changes;

/// <summary>Where the events about changes go, as the targets of an EventBridge rule do. Both may be given.</summary>
public sealed record EventTarget
{
    /// <summary>A webhook that takes them by POST.</summary>
    public Uri? Webhook { get; init; }

    /// <summary>The key in the header <c>x-port-aws-ocean-api-key</c> of those requests.</summary>
    public string? WebhookKey { get; init; }

    /// <summary>The form they have there. A queue gets them as EventBridge sends them, whatever is set here.</summary>
    public EventForm Form { get; init; }

    /// <summary>The address of an SQS queue, on AWS or on an emulator.</summary>
    public Uri? Queue { get; init; }
}
