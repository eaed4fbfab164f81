using Pipeline.Aws.Models;
using Pipeline.Aws.Protocols;
using Pipeline.Aws.Tests.Python;
using Pipeline.AwsModels;

namespace Pipeline.Aws.Tests.Models;

public sealed class ModelArchiveTests(ITestOutputHelper output)
{
    [Fact]
    public void Find_EveryOperationOfEveryService_CanBeBuilt()
    {
        var operations = 0;
        foreach (var name in ModelArchive.Services)
        {
            var service = ModelArchive.Find(name)!;
            Assert.NotNull(Protocol.For(service.Metadata));
            foreach (var operation in service.OperationNames.Select(operation => service.Find(operation)!))
            {
                operations++;
                Walk(operation.Input, []);
                Walk(operation.Output, []);
            }
        }

        output.WriteLine($"{ModelArchive.Services.Count} services, {operations} operations of botocore {ModelArchive.SourceVersion}");
        Assert.True(operations > 7000);
    }

    [Fact]
    public void Operations_OfCredentialAndDiscoveryServices_AreThere()
    {
        Assert.Equal(["AssumeRole", "AssumeRoleWithWebIdentity", "GetCallerIdentity"], AwsModels.Operations("sts"));
        Assert.Equal("NextToken", Assert.Single(AwsModels.Operation("cloudcontrol", "ListResources").Paginator!.InputTokens));
        Assert.Contains("TypeName", AwsModels.Operation("cloudcontrol", "ListResources").Parameters);
        Assert.Contains("ListRegions", AwsModels.Operations("account"));
        Assert.Contains("ListAccounts", AwsModels.Operations("organizations"));
        Assert.Contains("GetBucketLocation", AwsModels.Operations("s3"));
        Assert.DoesNotContain("GetObject", AwsModels.Operations("s3"));
    }

    [Fact]
    public async Task Generator_RunOnTheSameBotocore_ChangesNothing()
    {
        var botocore = await PythonScript.RequireBotocoreAsync();
        var target = Directory.CreateTempSubdirectory("aws-models");
        try
        {
            string[] services = ["account", "cloudcontrol", "cloudformation", "ec2", "iam", "organizations", "s3", "sts"];
            Generator.Run(new BotocoreData(botocore), target.FullName, services);

            Assert.All(services, service => Assert.Equal(
                File.ReadAllText(Path.Combine(Repository.Root, "src/Aws/Models/Data", service + ".json")),
                File.ReadAllText(Path.Combine(target.FullName, service + ".json"))));
        }
        finally
        {
            target.Delete(recursive: true);
        }
    }

    private static void Walk(ShapeRef? use, HashSet<Shape> seen)
    {
        if (use is null || !seen.Add(use.Shape))
        {
            return;
        }

        switch (use.Type)
        {
            case ShapeType.Structure:
                foreach (var member in use.Shape.Members)
                {
                    Walk(member.Use, seen);
                }

                break;
            case ShapeType.List:
                Walk(use.Shape.Item, seen);
                break;
            case ShapeType.Map:
                Walk(use.Shape.Key, seen);
                Walk(use.Shape.Value, seen);
                break;
        }
    }
}
