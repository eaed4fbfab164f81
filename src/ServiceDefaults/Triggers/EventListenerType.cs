namespace Pipeline.ServiceDefaults.Triggers;

/// <summary>What starts a run, in Port's words.</summary>
public enum EventListenerType
{
    /// <summary>Port is asked at an interval whether somebody requested a resync.</summary>
    Polling,

    /// <summary>Somebody posts to <c>/resync</c>.</summary>
    Webhook,

    /// <summary>Port's Kafka tells of resync requests.</summary>
    Kafka,

    /// <summary>Nothing but the schedule: live events only.</summary>
    WebhooksOnly,

    /// <summary>One run, then the process ends.</summary>
    Once,
}
