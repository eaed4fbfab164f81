using Pipeline.ServiceDefaults.Installation;

namespace Pipeline.ServiceDefaults.Tests;

public sealed class IntegrationConfigTests
{
    private const string Prefix = "OCEAN__INTEGRATION__CONFIG__";

    [Theory]
    [InlineData("arn:aws:iam::123456789012:role/Org", "aws")]
    [InlineData("arn:aws:iam::123456789012:role/some/path/Org_1+=,.@-", "aws")]
    [InlineData("arn:aws-cn:iam::123456789012:role/Org", "aws-cn")]
    [InlineData("arn:aws-us-gov:iam::123456789012:role/Org", "aws-us-gov")]
    [InlineData("arn:aws-iso:iam::123456789012:role/Org", "aws-iso")]
    [InlineData("arn:aws-iso-b:iam::123456789012:role/Org", "aws-iso-b")]
    [InlineData("arn:aws-iso-e:iam::123456789012:role/Org", "aws-iso-e")]
    [InlineData("arn:aws-iso-f:iam::123456789012:role/Org", "aws-iso-f")]
    [InlineData("arn:aws-eusc:iam::123456789012:role/Org", "aws-eusc")]
    public void Read_RoleArn_PartsAreKnown(string arn, string partition)
    {
        var role = TestVariables.Read((Prefix + "ORGANIZATION_ROLE_ARN", arn)).Integration.Config.OrganizationRole;

        Assert.Equal((arn, partition, "123456789012"), (role?.ToString(), role?.Partition, role?.Account));
    }

    [Theory]
    [InlineData("Org")]
    [InlineData("arn:aws:iam::12345:role/Org")]
    [InlineData("arn:aws:iam:eu-west-1:123456789012:role/Org")]
    [InlineData("arn:aws:iam::123456789012:user/Org")]
    [InlineData("arn:aws:sts::123456789012:assumed-role/Org/me")]
    [InlineData("arn:aws-moon:iam::123456789012:role/Org")]
    [InlineData("arn:aws:iam::123456789012:role/")]
    [InlineData("arn:aws:iam::123456789012:role/a b")]
    [InlineData("ARN:aws:iam::123456789012:role/Org")]
    [InlineData("arn:aws:iam::١٢٣٤٥٦٧٨٩٠١٢:role/Org")]
    public void Read_NotARoleArn_Error(string arn) =>
        Assert.Equal(Prefix + "ORGANIZATION_ROLE_ARN", TestVariables.SingleError((Prefix + "ORGANIZATION_ROLE_ARN", arn)).Variable);

    [Theory]
    [InlineData("Reader")]
    [InlineData("team/Reader")]
    public void Read_RoleName_Taken(string name) =>
        Assert.Equal(name, TestVariables.Read((Prefix + "ACCOUNT_READ_ROLE_NAME", name)).Integration.Config.AccountReadRoleName);

    [Theory]
    [InlineData("arn:aws:iam::123456789012:role/Reader")]
    [InlineData("a b")]
    [InlineData("/Reader")]
    [InlineData("Reader/")]
    public void Read_NotARoleName_Error(string name) =>
        Assert.Equal(Prefix + "ACCOUNT_READ_ROLE_NAME", TestVariables.SingleError((Prefix + "ACCOUNT_READ_ROLE_NAME", name)).Variable);

    [Theory]
    [InlineData("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")]
    [InlineData("AWS_SECRET_ACCESS_KEY", "AWS_ACCESS_KEY_ID")]
    [InlineData("AWS_SESSION_TOKEN", "AWS_ACCESS_KEY_ID")]
    public void Read_HalfAnAccessKey_ErrorNamesTheMissingHalf(string given, string missing)
    {
        var error = TestVariables.SingleError((Prefix + given, "canary"));

        Assert.Equal(Prefix + missing, error.Variable);
        Assert.Contains(Prefix + given, error.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WholeAccessKey_Taken() => Assert.Equal(
        new StaticAwsKeys { AccessKeyId = new("AKIA"), SecretAccessKey = new("shh"), SessionToken = new("token") },
        TestVariables.Read((Prefix + "AWS_ACCESS_KEY_ID", "AKIA"), (Prefix + "AWS_SECRET_ACCESS_KEY", "shh"), (Prefix + "AWS_SESSION_TOKEN", "token"))
            .Integration.Config.StaticKeys);
}
