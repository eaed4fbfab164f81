using System.Text.Json.Nodes;

namespace Pipeline.Simulator.Demo.Oracle;

/// <summary>What instances, disks and networks must look like at Port.</summary>
internal static class NetworkExpectations
{
    public static ExpectedEntity Vpc(ResourceView of) => new ExpectedEntity("vpc", of.Identifier, of.Name)
        .With("region", of.Region)
        .With("cidr", of["CidrBlock"])
        .With("dnsHostnames", of.Flag("EnableDnsHostnames"))
        .With("tags", of.Node("Tags"));

    public static ExpectedEntity Subnet(ResourceView of) => new ExpectedEntity("subnet", of.Identifier, of.Name)
        .With("region", of.Region)
        .With("cidr", of["CidrBlock"])
        .With("zone", of["AvailabilityZone"])
        .With("public", of.Flag("MapPublicIpOnLaunch"))
        .With("tags", of.Node("Tags"))
        .To("vpc", of["VpcId"]);

    public static ExpectedEntity SecurityGroup(ResourceView of) => new ExpectedEntity("securityGroup", of.Identifier, of["GroupName"])
        .With("region", of.Region)
        .With("description", of["GroupDescription"])
        .With("openPorts", of.Items("SecurityGroupIngress")
            .Where(rule => rule.GetProperty("CidrIp").GetString() == "0.0.0.0/0")
            .Select(rule => rule.GetProperty("FromPort").GetInt32()).Distinct().Order())
        .With("rules", of.Items("SecurityGroupIngress").Count())
        .With("tags", of.Node("Tags"))
        .To("vpc", of["VpcId"]);

    public static ExpectedEntity Instance(ResourceView of)
    {
        var arn = $"arn:aws:ec2:{of.Region}:{of.Account}:instance/{of.Identifier}";
        var labels = new JsonObject(of.Items("Tags").Select(tag =>
            KeyValuePair.Create(tag.GetProperty("Key").GetString()!, (JsonNode?)tag.GetProperty("Value").GetString())));
        return new ExpectedEntity("ec2Instance", of.Identifier, of.Name)
            .With("region", of.Region)
            .With("type", of["InstanceType"])
            .With("state", of["State", "Name"])
            .With("privateIp", of["PrivateIp"])
            .With("publicIp", of["PublicIp"])
            .With("zone", of["AvailabilityZone"])
            .With("image", of["ImageId"])
            .With("cores", of.Number("CpuOptions", "CoreCount") * of.Number("CpuOptions", "ThreadsPerCore"))
            .With("arn", arn)
            .With("link", ResourceView.Console(arn))
            .With("labels", labels)
            .To("vpc", of["VpcId"])
            .To("subnet", of["SubnetId"])
            .To("securityGroups", of.Texts("SecurityGroupIds"))
            .To("volumes", of.Items("Volumes").Select(volume => volume.GetProperty("VolumeId").GetString()));
    }

    public static ExpectedEntity Volume(ResourceView of) => new ExpectedEntity("ebsVolume", of.Identifier, of.Name)
        .With("region", of.Region)
        .With("type", of["VolumeType"])
        .With("size", of.Number("Size"))
        .With("iops", of.Number("Iops"))
        .With("encrypted", of.Flag("Encrypted"))
        .With("zone", of["AvailabilityZone"])
        .With("tags", of.Node("Tags"))
        .To("key", of["KmsKeyId"]);

    public static ExpectedEntity Distribution(ResourceView of) => new ExpectedEntity("cloudFrontDistribution", of.Identifier, of["DomainName"])
        .With("domain", of["DomainName"])
        .With("url", "https://" + of["DomainName"])
        .With("enabled", of.Flag("DistributionConfig", "Enabled"))
        .With("comment", of["DistributionConfig", "Comment"])
        .With("httpVersion", of["DistributionConfig", "HttpVersion"])
        .With("aliases", of.Node("DistributionConfig", "Aliases"))
        .With("origins", of.Items("DistributionConfig", "Origins").Select(origin => origin.GetProperty("DomainName").GetString()!))
        .With("tags", of.Node("Tags"));
}
