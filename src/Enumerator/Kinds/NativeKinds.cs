using System.Collections.Frozen;
using Pipeline.Enumerator.Calls;

namespace Pipeline.Enumerator.Kinds;

/// <summary>
/// Kinds that are not listed through Cloud Control but by the service's own call, because mappings have always seen
/// that call's flat answer.
/// </summary>
internal static class NativeKinds
{
    public const string Certificate = "AWS::ACM::Certificate";

    // Left to itself the call answers RSA keys up to 2,048 bits only:
    // https://docs.aws.amazon.com/acm/latest/APIReference/API_Filters.html
    private static readonly byte[] EveryKeyType =
        """{"Includes":{"keyTypes":["RSA_1024","RSA_2048","RSA_3072","RSA_4096","EC_prime256v1","EC_secp384r1","EC_secp521r1"]}}"""u8.ToArray();

    // Without an owner the call answers every public image there is.
    private static readonly byte[] OwnImages = """{"Owners":["self"]}"""u8.ToArray();

    private static readonly FrozenDictionary<string, NativeKind> Kinds = new Dictionary<string, NativeKind>
    {
        ["AWS::ElastiCache::Cluster"] = new("elasticache", "DescribeCacheClusters", "CacheClusters", "CacheClusterId")
        {
            One = id => CallParameters.Of(("CacheClusterId", id)),
        },
        ["AWS::ELBV2::LoadBalancer"] = new("elbv2", "DescribeLoadBalancers", "LoadBalancers", "LoadBalancerArn")
        {
            One = id => CallParameters.OfList(id.StartsWith("arn:", StringComparison.Ordinal) ? "LoadBalancerArns" : "Names", id),
        },
        [Certificate] = new("acm", "ListCertificates", "CertificateSummaryList", "CertificateArn") { Parameters = EveryKeyType },
        ["AWS::ImageBuilder::Image"] = new("ec2", "DescribeImages", "Images", "ImageId")
        {
            Parameters = OwnImages,
            One = id => CallParameters.OfList("ImageIds", id, ("Owners", "self")),
        },
        ["AWS::CloudFormation::Stack"] = new("cloudformation", "DescribeStacks", "Stacks", "StackId")
        {
            One = id => CallParameters.Of(("StackName", id)),
        },
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Contains(string kind) => Kinds.ContainsKey(kind);

    public static NativeKind? Find(string kind) => Kinds.GetValueOrDefault(kind);
}
