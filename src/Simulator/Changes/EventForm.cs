namespace Pipeline.Simulator.Changes;

/// <summary>The form in which events are sent to a webhook.</summary>
public enum EventForm
{
    /// <summary>As EventBridge sends them.</summary>
    Envelope,

    /// <summary>As the rules of Ocean's Terraform module make them: kind, identifier, account, region.</summary>
    Ocean,

    /// <summary>By turns the one and the other.</summary>
    Mixed,
}
