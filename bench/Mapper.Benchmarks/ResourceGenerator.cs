using System.Text.Json;

namespace Pipeline.Mapper.Benchmarks;

/// <summary>Makes resources of the default mapping's kinds, the same every time, in the size that AWS returns them.</summary>
internal static class ResourceGenerator
{
    private static readonly string[] SecurityGroups = ["sg-0123456789abcdef0", "sg-0fedcba9876543210"];
    private static readonly string[] CapacityProviders = ["FARGATE", "FARGATE_SPOT"];

    public static IEnumerable<(string Kind, JsonElement Raw)> Resources(int count) => Enumerable.Range(0, count).Select(i => (i % 4) switch
    {
        0 => ("AWS::Organizations::Account", Account(i)),
        1 => ("AWS::S3::Bucket", Bucket(i)),
        2 => ("AWS::EC2::Instance", Instance(i)),
        _ => ("AWS::ECS::Cluster", Cluster(i)),
    });

    private static JsonElement Account(int i) => JsonSerializer.SerializeToElement(new
    {
        Id = AccountId(i),
        Arn = $"arn:aws:organizations::100000000001:account/o-example/{AccountId(i)}",
        Email = $"team-{i}@example.com",
        Name = $"account {i}",
        Status = "ACTIVE",
        JoinedMethod = "CREATED",
        JoinedTimestamp = "2024-02-03 04:05:06.789000+00:00",
    });

    private static JsonElement Bucket(int i) => Resource(i, "AWS::S3::Bucket", $"bucket-{i}", new
    {
        BucketName = $"bucket-{i}",
        Arn = $"arn:aws:s3:::bucket-{i}",
        RegionalDomainName = $"bucket-{i}.s3.eu-west-1.amazonaws.com",
        DomainName = $"bucket-{i}.s3.amazonaws.com",
        PublicAccessBlockConfiguration = new { BlockPublicAcls = true, BlockPublicPolicy = true, IgnorePublicAcls = true, RestrictPublicBuckets = true },
        BucketEncryption = new { ServerSideEncryptionConfiguration = new[] { new { BucketKeyEnabled = true, ServerSideEncryptionByDefault = new { SSEAlgorithm = "AES256" } } } },
        VersioningConfiguration = new { Status = "Enabled" },
        Tags = Tags(i),
    });

    private static JsonElement Instance(int i) => Resource(i, "AWS::EC2::Instance", $"i-{i:x17}", new
    {
        InstanceId = $"i-{i:x17}",
        InstanceType = "m7g.large",
        ImageId = "ami-0123456789abcdef0",
        SubnetId = "subnet-0123456789abcdef0",
        SecurityGroupIds = SecurityGroups,
        PrivateIpAddress = $"10.0.{i / 250}.{i % 250}",
        State = new { Code = "16", Name = "running" },
        NetworkInterfaces = new[] { new { DeviceIndex = "0", SubnetId = "subnet-0123456789abcdef0", DeleteOnTermination = true, PrivateIpAddresses = new[] { new { Primary = true } } } },
        Volumes = new[] { new { VolumeId = $"vol-{i:x17}", Device = "/dev/xvda" } },
        Monitoring = false,
        EbsOptimized = true,
        Tags = Tags(i),
    });

    private static JsonElement Cluster(int i) => Resource(i, "AWS::ECS::Cluster", $"cluster-{i}", new
    {
        ClusterName = $"cluster-{i}",
        Arn = $"arn:aws:ecs:eu-west-1:{AccountId(i)}:cluster/cluster-{i}",
        CapacityProviders,
        ClusterSettings = new[] { new { Name = "containerInsights", Value = "enabled" } },
        Tags = Tags(i),
    });

    private static JsonElement Resource(int i, string kind, string identifier, object properties) => JsonSerializer.SerializeToElement(
        new Dictionary<string, object>
        {
            ["Identifier"] = identifier,
            ["Properties"] = properties,
            ["__Kind"] = kind,
            ["__AccountId"] = AccountId(i),
            ["__Region"] = "eu-west-1",
        });

    private static object[] Tags(int i) =>
    [
        new { Key = "Name", Value = $"resource-{i}" },
        new { Key = "env", Value = i % 3 == 0 ? "prod" : "dev" },
        new { Key = "team", Value = $"team-{i % 17}" },
        new { Key = "cost-center", Value = $"{1000 + (i % 90)}" },
        new { Key = "aws:cloudformation:stack-name", Value = $"stack-{i % 40}" },
    ];

    private static string AccountId(int i) => $"{100_000_000_001 + i}";
}
