namespace Pipeline.ServiceDefaults.Health;

/// <summary>Tags of health checks.</summary>
public static class HealthTags
{
    /// <summary>Of a check whose failure only a restart mends, such as a loop that has died.</summary>
    public const string Live = "live";
}
