using System.Collections.Frozen;

namespace Pipeline.Enumerator.Kinds;

/// <summary>Kinds that exist once per account, whichever region is asked.</summary>
internal static class GlobalKinds
{
    private static readonly FrozenSet<string> Services = FrozenSet.ToFrozenSet(
        ["cloudfront", "route53", "waf", "waf-regional", "iam", "organizations", "s3"], StringComparer.OrdinalIgnoreCase);

    // Regions that an account has to opt into: asked last, because they refuse most often.
    private static readonly FrozenSet<string> OptInRegions = FrozenSet.ToFrozenSet(
    [
        "af-south-1", "ap-east-1", "ap-east-2", "ap-south-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5",
        "ap-southeast-6", "ap-southeast-7", "ca-west-1", "eu-central-2", "eu-south-1", "eu-south-2", "il-central-1",
        "me-central-1", "me-south-1", "mx-central-1",
    ]);

    /// <summary>Whether a kind is global: told by its service, the second part of its name.</summary>
    public static bool Contains(string kind) => kind.Split("::") is [_, var service, ..] && Services.Contains(service);

    /// <summary>Regions in the order in which a global kind tries them.</summary>
    public static IReadOnlyList<string> Order(IEnumerable<string> regions) => [.. regions.OrderBy(OptInRegions.Contains)];
}
