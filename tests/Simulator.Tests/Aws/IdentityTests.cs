using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace Pipeline.Simulator.Tests.Aws;

/// <summary>STS and Organizations: who may see and assume what.</summary>
public sealed class IdentityTests
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    [Fact]
    public async Task AssumeRole_ByTheAwsSdk_GivesKeysOfThatAccount()
    {
        await using var world = await SimulatedWorld.StartAsync(new(), Cancelled);
        var config = new AmazonSecurityTokenServiceConfig { ServiceURL = world.AwsEndpoint.ToString(), AuthenticationRegion = "us-east-1" };
        using var own = new AmazonSecurityTokenServiceClient(AwsCaller.Own(world), config);

        var assumed = await own.AssumeRoleAsync(
            new AssumeRoleRequest { RoleArn = Roles.MemberArn(world), RoleSessionName = "sdk", DurationSeconds = 900 }, Cancelled);
        using var member = new AmazonSecurityTokenServiceClient(assumed.Credentials, config);
        var identity = await member.GetCallerIdentityAsync(new(), Cancelled);

        Assert.Equal(Roles.ManagementAccount(world), identity.Account);
        Assert.EndsWith(":assumed-role/AwsPortOceanIntegrationReadOnlyRole/sdk", identity.Arn, StringComparison.Ordinal);
        Assert.InRange(assumed.Credentials.Expiration!.Value.ToUniversalTime() - TimeProvider.System.GetUtcNow().UtcDateTime, TimeSpan.FromSeconds(800), TimeSpan.FromSeconds(905));
    }

    [Theory]
    [InlineData("arn:aws:iam::{management}:role/SomethingElse", "AccessDenied", 403)]
    [InlineData("arn:aws:iam::000000000001:role/AwsPortOceanIntegrationReadOnlyRole", "AccessDenied", 403)]
    [InlineData("arn:aws:iam::{own}:role/PortOceanOrganizationReadRole", "AccessDenied", 403)]
    [InlineData("not-an-arn", "ValidationError", 400)]
    public async Task AssumeRole_OfARoleThatDoesNotTrust_IsRefused(string arn, string code, int status)
    {
        await using var world = await SimulatedWorld.StartAsync(new(), Cancelled);
        var named = arn.Replace("{management}", Roles.ManagementAccount(world), StringComparison.Ordinal)
            .Replace("{own}", await OwnAccountAsync(world), StringComparison.Ordinal);

        var answer = await Roles.TryAssumeAsync(world, named);

        Assert.Equal(status, answer.Status);
        Assert.Contains($"<Code>{code}</Code>", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("899")]
    [InlineData("43201")]
    [InlineData("soon")]
    public async Task AssumeRole_ForATimeOutsideAwsLimits_IsRefused(string seconds)
    {
        await using var world = await SimulatedWorld.StartAsync(new(), Cancelled);

        var answer = await Roles.TryAssumeAsync(world, Roles.MemberArn(world), seconds: seconds);

        Assert.Contains("<Code>ValidationError</Code>", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListAccounts_ByAMember_IsDenied()
    {
        await using var world = await SimulatedWorld.StartAsync(new(), Cancelled);
        using var caller = AwsCaller.Of(world);

        var answer = await ListAccountsAsync(caller);

        Assert.Equal("AccessDeniedException", answer.Code);
    }

    [Fact]
    public async Task ListAccounts_OutsideAnOrganisation_SaysSo()
    {
        await using var world = await SimulatedWorld.StartAsync(new() { InOrganization = false }, Cancelled);
        using var caller = AwsCaller.Of(world);

        var answer = await ListAccountsAsync(caller);

        Assert.Equal("AWSOrganizationsNotInUseException", answer.Code);
        Assert.DoesNotContain("OCEAN__INTEGRATION__CONFIG__ORGANIZATION_ROLE_ARN", world.Environment.Keys);
    }

    [Fact]
    public async Task ListResources_ByTheOrganisationRole_IsDenied()
    {
        await using var world = await SimulatedWorld.StartAsync(new(), Cancelled);
        using var caller = new AwsCaller(world, await Roles.AssumeAsync(world, Roles.ManagementArn(world)));

        var accounts = await ListAccountsAsync(caller);
        var resources = await caller.ListAsync("AWS::EC2::VPC");

        Assert.Equal(3, accounts.Body.GetProperty("Accounts").GetArrayLength());
        Assert.Equal("AccessDeniedException", resources.Code);
    }

    [Fact]
    public async Task SuspendedAccount_IsListedAsSuchAndItsRoleIsDenied()
    {
        await using var world = await SimulatedWorld.StartAsync(new(), Cancelled);
        var account = Roles.ManagementAccount(world);
        using var caller = new AwsCaller(world, await Roles.AssumeAsync(world, Roles.ManagementArn(world)));
        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.SuspendAccount, Account = account });

        var listed = await ListAccountsAsync(caller);
        var assumed = await Roles.TryAssumeAsync(world, Roles.MemberArn(world));

        Assert.Equal(
            "SUSPENDED",
            listed.Body.GetProperty("Accounts").EnumerateArray().Single(each => each.GetProperty("Id").GetString() == account).GetProperty("Status").GetString());
        Assert.Contains("<Code>AccessDenied</Code>", assumed.Text, StringComparison.Ordinal);
    }

    private static Task<AwsAnswer> ListAccountsAsync(AwsCaller caller) =>
        caller.JsonAsync("organizations", "AWSOrganizationsV20161128.ListAccounts", new { });

    private static async Task<string> OwnAccountAsync(SimulatedWorld world)
    {
        using var caller = AwsCaller.Of(world);
        var answer = await caller.SendAsync("sts", HttpMethod.Post, "/", "Action=GetCallerIdentity&Version=2011-06-15"u8.ToArray(), "application/x-www-form-urlencoded");
        var start = answer.Text.IndexOf("<Account>", StringComparison.Ordinal) + "<Account>".Length;
        return answer.Text[start..(start + 12)];
    }
}
