using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Pipeline.Simulator.Hosting;
using Pipeline.Simulator.Kinds;
using Pipeline.Simulator.Organisation;

namespace Pipeline.Simulator.Demo.Oracle;

/// <summary>
/// Says which entities the demo mapping must make of the organisation, in plain C# and without jq, so that what a
/// run left at Port can be compared with something that shares no code with the product.
/// </summary>
internal sealed class DemoOracle(SimulatedOrganisation organisation, ResourceDirectory directory)
{
    private static readonly FrozenDictionary<string, Func<ResourceView, ExpectedEntity>> Expectations =
        new Dictionary<string, Func<ResourceView, ExpectedEntity>>
        {
            ["AWS::EC2::VPC"] = NetworkExpectations.Vpc,
            ["AWS::EC2::Subnet"] = NetworkExpectations.Subnet,
            ["AWS::EC2::SecurityGroup"] = NetworkExpectations.SecurityGroup,
            ["AWS::EC2::Instance"] = NetworkExpectations.Instance,
            ["AWS::EC2::Volume"] = NetworkExpectations.Volume,
            ["AWS::CloudFront::Distribution"] = NetworkExpectations.Distribution,
            ["AWS::ECS::Cluster"] = ComputeExpectations.EcsCluster,
            ["AWS::ECS::Service"] = ComputeExpectations.EcsService,
            ["AWS::EKS::Cluster"] = ComputeExpectations.EksCluster,
            ["AWS::Lambda::Function"] = ComputeExpectations.Lambda,
            ["AWS::StepFunctions::StateMachine"] = ComputeExpectations.StateMachine,
            ["AWS::ECR::Repository"] = ComputeExpectations.Repository,
            ["AWS::S3::Bucket"] = DataExpectations.Bucket,
            ["AWS::DynamoDB::Table"] = DataExpectations.Table,
            ["AWS::RDS::DBInstance"] = DataExpectations.Database,
            ["AWS::SQS::Queue"] = DataExpectations.Queue,
            ["AWS::SNS::Topic"] = DataExpectations.Topic,
            ["AWS::Logs::LogGroup"] = DataExpectations.LogGroup,
            ["AWS::KMS::Key"] = DataExpectations.Key,
            ["AWS::SecretsManager::Secret"] = DataExpectations.Secret,
            ["AWS::IAM::Role"] = DataExpectations.Role,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The entity of an account, as the organisation lists it.</summary>
    public static ExpectedEntity Account(SimulatedAccount account, string arn, bool suspended) => new ExpectedEntity("awsAccount", account.Id, account.Name)
        .With("arn", arn)
        .With("email", account.Email)
        .With("status", suspended ? "SUSPENDED" : "ACTIVE")
        .With("joined_method", account.JoinedMethod)
        .With("joined_timestamp", account.JoinedTimestamp.ToString(
            account.JoinedTimestamp.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:sszzz" : "yyyy-MM-dd'T'HH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture));

    /// <summary>The entity of an account about which no organisation tells anything.</summary>
    public static ExpectedEntity LoneAccount(SimulatedAccount account) => new("awsAccount", account.Id, "No name found");

    /// <summary>The entities of a scope as it is now, one after another. Nothing is kept.</summary>
    public IEnumerable<ExpectedEntity> Scope(SimulatedKind kind, string account, string region)
    {
        var scope = directory.ScopeOf(kind, account, region);
        for (var i = 0; i < directory.CountOf(kind, scope); i++)
        {
            var numbered = scope with { Index = i };
            if (directory.Present(numbered, kind.IdentifierOf(numbered)) is { } key)
            {
                yield return Resource(kind, key);
            }
        }
    }

    /// <summary>The entity of one resource, existing or not.</summary>
    public static ExpectedEntity Resource(SimulatedKind kind, in ResourceKey key)
    {
        using var buffer = new PooledBuffer();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            kind.WriteProperties(writer, key);
        }

        using var properties = JsonDocument.Parse(buffer.Written);
        return Expectations.GetValueOrDefault(kind.Name, GenericExpectations.Resource)(
            new(kind.Name, kind.IdentifierOf(key), key.Account, key.Region, properties.RootElement)).To("account", key.Account);
    }

    /// <summary>Account, kind and region of every scope; the region of a global kind is the first one.</summary>
    public IEnumerable<(SimulatedAccount Account, SimulatedKind Kind, string Region)> Scopes() =>
        from account in organisation.Accounts
        from name in directory.Kinds.Populated.Where(name => name != DemoCatalog.AccountKind).Order(StringComparer.Ordinal)
        let kind = directory.Kinds.Find(name)!
        from region in kind.IsGlobal ? organisation.Regions.Take(1) : organisation.Regions
        select (account, kind, region);
}
