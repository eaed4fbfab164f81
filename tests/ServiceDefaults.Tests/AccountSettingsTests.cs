namespace Pipeline.ServiceDefaults.Tests;

public sealed class AccountSettingsTests
{
    private const string Prefix = "OCEAN__INTEGRATION__CONFIG__";
    private const string One = "arn:aws:iam::111111111111:role/port/Reader";
    private const string Two = "arn:aws-cn:iam::222222222222:role/Other";

    [Fact]
    public void Read_NothingSet_AsksTheOrganisation()
    {
        var accounts = TestVariables.Read().Integration.Config.Accounts;

        Assert.Null(accounts.OneRole);
        Assert.Null(accounts.ExternalId);
        Assert.Empty(accounts.Roles);
        Assert.Empty(accounts.OrganizationalUnits);
    }

    [Fact]
    public void Read_OneRole_HasPathAndNameForEveryAccount() =>
        Assert.Equal("port/Reader", TestVariables.Read((Prefix + "ACCOUNT_ROLE_ARN", One)).Integration.Config.Accounts.OneRole!.Name);

    [Theory]
    [InlineData("ACCOUNT_ROLE_ARNS", $"[\"{One}\",\"{Two}\"]")]
    [InlineData("ACCOUNT_ROLE_ARNS", $"{One}, {Two}")]
    public void Read_Roles_AsArrayOrText(string name, string value)
    {
        var roles = TestVariables.Read((Prefix + name, value)).Integration.Config.Accounts.Roles;

        Assert.Equal(["111111111111", "222222222222"], roles.Select(role => role.Account));
    }

    [Fact]
    public void Read_Roles_InsideTheJsonOfTheIntegration()
    {
        var settings = TestVariables.Read(
            ("OCEAN__INTEGRATION", $$$"""{"config":{"account_role_arns":["{{{One}}}"],"external_id":"an-external-id","ou_id":"ou-ab12-34cd56ef,r-ab12"}}"""));

        var accounts = settings.Integration.Config.Accounts;
        Assert.Equal(One, Assert.Single(accounts.Roles).Arn);
        Assert.Equal("an-external-id", accounts.ExternalId!.Reveal());
        Assert.Equal(["ou-ab12-34cd56ef", "r-ab12"], accounts.OrganizationalUnits);
        Assert.Contains(accounts.ExternalId, settings.Secrets);
    }

    [Theory]
    [InlineData("ACCOUNT_ROLE_ARN", "Reader")]
    [InlineData("ACCOUNT_ROLE_ARNS", "[\"Reader\"]")]
    [InlineData("ACCOUNT_ROLE_ARNS", "[1]")]
    [InlineData("ACCOUNT_ROLE_ARNS", $"{One},arn:aws:iam::111111111111:role/Second")]
    [InlineData("OU_ID", "workloads")]
    [InlineData("EXTERNAL_ID", "x")]
    public void Read_Unusable_StopsTheStartAndNamesTheVariable(string name, string value) =>
        Assert.Equal(Prefix + name, TestVariables.SingleError((Prefix + name, value)).Variable);

    [Fact]
    public void Read_ExternalIdThatIsNone_IsNotShown() =>
        Assert.DoesNotContain("canary value", TestVariables.SingleError((Prefix + "EXTERNAL_ID", "canary value")).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Read_TwoRolesThatListAccounts_StopsTheStart() =>
        Assert.Equal(
            Prefix + "ACCOUNT_ROLE_ARN",
            TestVariables.SingleError((Prefix + "ACCOUNT_ROLE_ARN", One), (Prefix + "ORGANIZATION_ROLE_ARN", Two)).Variable);

    [Fact]
    public void Read_RolesBesideOneRole_AreWarnedAboutAndLeftOut()
    {
        var settings = TestVariables.Read((Prefix + "ACCOUNT_ROLE_ARN", One), (Prefix + "ACCOUNT_ROLE_ARNS", Two));

        Assert.Empty(settings.Integration.Config.Accounts.Roles);
        Assert.Equal(Prefix + "ACCOUNT_ROLE_ARNS", Assert.Single(settings.Warnings).Variable);
    }

    [Fact]
    public void Read_UnitsBesideRoles_AreWarnedAbout() => Assert.Equal(
        Prefix + "OU_ID",
        Assert.Single(TestVariables.Read((Prefix + "ACCOUNT_ROLE_ARNS", One), (Prefix + "OU_ID", "r-ab12")).Warnings).Variable);
}
