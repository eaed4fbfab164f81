namespace Pipeline.Ingress.LiveEvents.Catalog;

/// <summary>The parts of an ARN that tell what and where a resource is.</summary>
internal sealed record Arn(string Service, string Region, string AccountId, string Resource)
{
    public static Arn? TryParse(string text) =>
        text.StartsWith("arn:", StringComparison.Ordinal) && text.Split(':', 6) is [_, _, var service, var region, var account, var resource]
            ? new Arn(service, region, account, resource)
            : null;
}
