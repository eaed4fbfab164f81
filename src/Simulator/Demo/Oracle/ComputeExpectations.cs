using System.Globalization;
using System.Text.Json;

namespace Pipeline.Simulator.Demo.Oracle;

/// <summary>What clusters, services and functions must look like at Port.</summary>
internal static class ComputeExpectations
{
    public static ExpectedEntity EcsCluster(ResourceView of) => new ExpectedEntity("ecsCluster", of["Arn"]!, of["ClusterName"])
        .With("region", of.Region)
        .With("arn", of["Arn"])
        .With("link", ResourceView.Console(of["Arn"]))
        .With("capacityProviders", of.Node("CapacityProviders"))
        .With("insights", of.Items("ClusterSettings").Any(setting =>
            setting.GetProperty("Name").GetString() == "containerInsights" && setting.GetProperty("Value").GetString() == "enabled"))
        .With("tags", of.Node("Tags"));

    public static ExpectedEntity EcsService(ResourceView of)
    {
        var task = of["TaskDefinition"]!;
        var network = new[] { "NetworkConfiguration", "AwsvpcConfiguration" };
        return new ExpectedEntity("ecsService", of["ServiceArn"]!, of["ServiceName"])
            .With("region", of.Region)
            .With("arn", of["ServiceArn"])
            .With("link", ResourceView.Console(of["ServiceArn"]))
            .With("desiredCount", of.Number("DesiredCount"))
            .With("launchType", of["LaunchType"])
            .With("schedulingStrategy", of["SchedulingStrategy"])
            .With("taskDefinition", task.Split('/')[1])
            .With("revision", int.Parse(task.Split(':')[^1], CultureInfo.InvariantCulture))
            .With("loadBalanced", of.Items("LoadBalancers").Any())
            .With("tags", of.Node("Tags"))
            .To("cluster", of["Cluster"])
            .To("securityGroups", of.Texts([.. network, "SecurityGroups"]))
            .To("subnets", of.Texts([.. network, "Subnets"]));
    }

    public static ExpectedEntity EksCluster(ResourceView of) => new ExpectedEntity("eksCluster", of["Arn"]!, of["Name"])
        .With("region", of.Region)
        .With("arn", of["Arn"])
        .With("link", ResourceView.Console(of["Arn"]))
        .With("version", of["Version"])
        .With("endpoint", of["Endpoint"])
        .With("publicEndpoint", of.Flag("ResourcesVpcConfig", "EndpointPublicAccess"))
        .With("logging", of.Items("Logging", "ClusterLogging", "EnabledTypes").Select(type => type.GetProperty("Type").GetString()!))
        .With("tags", of.Node("Tags"))
        .To("role", of["RoleArn"])
        .To("subnets", of.Texts("ResourcesVpcConfig", "SubnetIds"))
        .To("securityGroup", of["ClusterSecurityGroupId"]);

    public static ExpectedEntity Lambda(ResourceView of) => new ExpectedEntity("lambda", of["Arn"]!, of["FunctionName"])
        .With("region", of.Region)
        .With("arn", of["Arn"])
        .With("link", ResourceView.Console(of["Arn"]))
        .With("description", of["Description"])
        .With("runtime", of["Runtime"])
        .With("memorySize", of.Number("MemorySize"))
        .With("timeout", of.Number("Timeout"))
        .With("packageType", of["PackageType"])
        .With("architecture", of.Texts("Architectures").First())
        .With("environment", of.Node("Environment", "Variables"))
        .With("tags", of.Node("Tags"))
        .To("role", of["Role"]);

    public static ExpectedEntity StateMachine(ResourceView of)
    {
        using var definition = JsonDocument.Parse(of["DefinitionString"]!);
        return new ExpectedEntity("stateMachine", of["Arn"]!, of["StateMachineName"])
            .With("region", of.Region)
            .With("arn", of["Arn"])
            .With("link", ResourceView.Console(of["Arn"]))
            .With("type", of["StateMachineType"])
            .With("states", definition.RootElement.GetProperty("States").EnumerateObject().Count())
            .With("logLevel", of["LoggingConfiguration", "Level"])
            .With("tags", of.Node("Tags"))
            .To("role", of["RoleArn"]);
    }

    public static ExpectedEntity Repository(ResourceView of)
    {
        using var policy = JsonDocument.Parse(of["LifecyclePolicy", "LifecyclePolicyText"]!);
        return new ExpectedEntity("ecrRepository", of["Arn"]!, of["RepositoryName"])
            .With("region", of.Region)
            .With("arn", of["Arn"])
            .With("link", ResourceView.Console(of["Arn"]))
            .With("uri", of["RepositoryUri"])
            .With("mutability", of["ImageTagMutability"])
            .With("scanOnPush", of.Flag("ImageScanningConfiguration", "ScanOnPush"))
            .With("keptImages", policy.RootElement.GetProperty("rules")[0].GetProperty("selection").GetProperty("countNumber").GetInt32())
            .With("tags", of.Node("Tags"));
    }
}
