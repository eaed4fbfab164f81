namespace Pipeline.Port;

/// <summary>What the organisation's Kafka is entered with.</summary>
/// <param name="Username">The user.</param>
/// <param name="Password">The password; never logged.</param>
public sealed record KafkaCredentials(string Username, string Password)
{
    /// <inheritdoc/>
    public override string ToString() => $"Kafka credentials of {Username}";
}
