using System.Collections.Frozen;

namespace Pipeline.Enumerator.Kinds;

/// <summary>
/// Kinds that are not listed through Cloud Control but by the service's own call, because mappings have always seen
/// that call's flat answer.
/// </summary>
internal static class NativeKinds
{
    private static readonly FrozenDictionary<string, NativeKind> Kinds = new Dictionary<string, NativeKind>
    {
        ["AWS::ElastiCache::Cluster"] = new("elasticache", "DescribeCacheClusters", "CacheClusters", "CacheClusterId"),
        ["AWS::ELBV2::LoadBalancer"] = new("elbv2", "DescribeLoadBalancers", "LoadBalancers", "LoadBalancerArn"),
        ["AWS::ACM::Certificate"] = new("acm", "ListCertificates", "CertificateSummaryList", "CertificateArn"),
        ["AWS::CloudFormation::Stack"] = new("cloudformation", "DescribeStacks", "Stacks", "StackId"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Contains(string kind) => Kinds.ContainsKey(kind);

    public static NativeKind? Find(string kind) => Kinds.GetValueOrDefault(kind);
}
