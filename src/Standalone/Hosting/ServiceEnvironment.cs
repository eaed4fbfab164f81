namespace Pipeline.Standalone.Hosting;

/// <summary>Whether an environment is that of services, which keep everything at AWS, or of one process with a home.</summary>
internal static class ServiceEnvironment
{
    // Services cannot start without it, and one process has no use for it.
    private const string Bucket = "PIPELINE__CLAIM_CHECK__BUCKET";

    public static bool IsIn(IReadOnlyDictionary<string, string?> environment) =>
        environment.Keys.Any(name => name.Equals(Bucket, StringComparison.OrdinalIgnoreCase));
}
