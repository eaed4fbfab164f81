using System.Collections.Frozen;

namespace Pipeline.Enumerator.Kinds;

/// <summary>
/// Kinds that are not listed through Cloud Control but by the service's own call, because mappings have always seen
/// that call's flat answer.
/// </summary>
internal static class NativeKinds
{
    // Left to itself the call answers RSA keys up to 2,048 bits only:
    // https://docs.aws.amazon.com/acm/latest/APIReference/API_Filters.html
    private static readonly byte[] EveryKeyType =
        """{"Includes":{"keyTypes":["RSA_1024","RSA_2048","RSA_3072","RSA_4096","EC_prime256v1","EC_secp384r1","EC_secp521r1"]}}"""u8.ToArray();

    // Without an owner the call answers every public image there is.
    private static readonly byte[] OwnImages = """{"Owners":["self"]}"""u8.ToArray();

    private static readonly FrozenDictionary<string, NativeKind> Kinds = new Dictionary<string, NativeKind>
    {
        ["AWS::ElastiCache::Cluster"] = new("elasticache", "DescribeCacheClusters", "CacheClusters", "CacheClusterId"),
        ["AWS::ELBV2::LoadBalancer"] = new("elbv2", "DescribeLoadBalancers", "LoadBalancers", "LoadBalancerArn"),
        ["AWS::ACM::Certificate"] = new("acm", "ListCertificates", "CertificateSummaryList", "CertificateArn") { Parameters = EveryKeyType },
        ["AWS::ImageBuilder::Image"] = new("ec2", "DescribeImages", "Images", "ImageId") { Parameters = OwnImages },
        ["AWS::CloudFormation::Stack"] = new("cloudformation", "DescribeStacks", "Stacks", "StackId"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Contains(string kind) => Kinds.ContainsKey(kind);

    public static NativeKind? Find(string kind) => Kinds.GetValueOrDefault(kind);
}
