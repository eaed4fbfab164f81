using System.Text.RegularExpressions;

namespace Pipeline.Services.Tests.Permissions;

public sealed class PolicyTests
{
    private static readonly string[] MakesOrTakesAway =
        ["sqs:CreateQueue", "sqs:DeleteQueue", "sqs:SetQueueAttributes", "sqs:PurgeQueue", "sns:CreateTopic", "sns:DeleteTopic", "sns:Subscribe", "s3:CreateBucket", "dynamodb:CreateTable", "dynamodb:DeleteTable"];

    public static TheoryData<string> Policies => [.. PolicyFile.Names.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Policy_AllowsSingleActionsOnNamedThings(string name)
    {
        var policy = PolicyFile.Read(name);

        Assert.All(policy.Statements, statement =>
        {
            Assert.Equal("Allow", statement["Effect"]!.GetValue<string>());
            Assert.Matches("^[A-Za-z]+$", statement["Sid"]!.GetValue<string>());
            Assert.True(statement["NotAction"] is null && statement["NotResource"] is null && statement["Principal"] is null);
            Assert.NotEmpty(PolicyFile.Texts(statement["Action"]));
            Assert.NotEmpty(PolicyFile.Texts(statement["Resource"]));
            Assert.DoesNotContain("*", PolicyFile.Texts(statement["Resource"]));
        });
        Assert.All(policy.Actions, action => Assert.Matches("^[a-z0-9]+:[A-Za-z]+$", action));
        Assert.Empty(policy.Actions.Intersect(MakesOrTakesAway));
        Assert.Distinct(policy.Statements.Select(statement => statement["Sid"]!.GetValue<string>()));
    }

    [Fact]
    public void Enumerator_AssumesNamedRolesWithTheExternalIdOnly()
    {
        var assume = Assert.Single(PolicyFile.Read("enumerator").Statements, statement => PolicyFile.Texts(statement["Action"]).Contains("sts:AssumeRole"));

        Assert.Equal("${external_id}", assume["Condition"]!["StringEquals"]!["sts:ExternalId"]!.GetValue<string>());
        Assert.All(PolicyFile.Texts(assume["Resource"]), resource => Assert.DoesNotMatch(@"role/\*", resource));
    }

    [Fact]
    public void Mapper_HasNoLedgerAndNoRoles() =>
        Assert.DoesNotContain(PolicyFile.Read("mapper").Actions, action => action.StartsWith("dynamodb:", StringComparison.Ordinal) || action.StartsWith("sts:", StringComparison.Ordinal));

    [Fact]
    public void OnlyTheExecutionRole_ReadsTheSecret() =>
        Assert.Equal(["execution"], PolicyFile.Names.Where(name => PolicyFile.Read(name).Actions.Contains("secretsmanager:GetSecretValue")));

    // It is named by whoever made it, and so by no pattern of ours: docs/operations/live-events.md calls it pipeline-events.
    [Theory]
    [InlineData("sqs:ReceiveMessage", "${events_queue}")]
    [InlineData("sqs:DeleteMessage", "${events_queue}")]
    [InlineData("sqs:ChangeMessageVisibility", "${events_queue}")]
    [InlineData("sqs:GetQueueUrl", "${events_queue}")]
    [InlineData("sqs:GetQueueAttributes", "${events_queue}")]
    [InlineData("sqs:SendMessage", "${events_queue}_error")]
    [InlineData("sqs:ReceiveMessage", "${events_queue}_error")]
    [InlineData("sqs:DeleteMessage", "${events_queue}_error")]
    [InlineData("sqs:SendMessage", "${events_queue}")]
    public void Ingress_TakesEventsFromTheirQueueAndReplaysThoseThatFailed(string action, string queue) => Assert.Contains(
        PolicyFile.Read("ingress").Statements.Where(statement => PolicyFile.Texts(statement["Action"]).Contains(action)),
        statement => PolicyFile.Texts(statement["Resource"]).Contains($"arn:${{partition}}:sqs:${{region}}:${{account}}:{queue}"));

    // Terraform refuses a template with a name that it is not given, and is on few of the machines that run this.
    [Fact]
    public void Terraform_GivesEveryNameThatAPolicyLeavesOpen()
    {
        var terraform = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "terraform", "iam.tf"));
        var open = Directory.EnumerateFiles(PolicyFile.Folder, "*.json")
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), @"\$\{(\w+)\}").Select(match => match.Groups[1].Value))
            .ToHashSet(StringComparer.Ordinal);

        Assert.All(open, name => Assert.Matches($@"(?m)\b{name}\s+= ", terraform));
    }
}
