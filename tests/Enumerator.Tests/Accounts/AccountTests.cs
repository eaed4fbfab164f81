using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Simulator;

namespace Pipeline.Enumerator.Tests.Accounts;

public sealed class AccountTests
{
    private const string Instance = "AWS::EC2::Instance";

    private static readonly SimulatorOptions Small = new()
    {
        Accounts = 3, Regions = ["us-east-1", "eu-west-1"], Kinds = [Instance], ResourcesPerScope = 4,
    };

    [Fact]
    public async Task Run_Organisation_ListsEveryAccountAndRegion()
    {
        await using var world = await SimulatedWorld.StartAsync(Small, CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world);

        var run = await host.RunAsync(Mappings.OfKinds(Instance));

        Assert.Equal(RunOutcome.Complete, run.Outcome);
        Assert.Equal(6, run.Scopes.Count);
        Assert.Equal(3, run.Scopes.Select(scope => scope.Scope.AccountId).Distinct().Count());
        Assert.All(run.Scopes, scope => Assert.Equal(4, scope.Listed));
        Assert.Empty(run.Notes);
    }

    [Fact]
    public async Task Run_TwiceInOneProcess_AssumesEachRoleOnce()
    {
        await using var world = await SimulatedWorld.StartAsync(Small, CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world);

        await host.RunAsync(Mappings.OfKinds(Instance));
        await host.RunAsync(Mappings.OfKinds(Instance));

        // The organisation's reader, and the two accounts that are not home.
        Assert.Equal(3, world.Statistics.Requests["aws sts AssumeRole"]);
        Assert.Equal(1, world.Statistics.Requests["aws sts GetCallerIdentity"]);
    }

    [Fact]
    public async Task Run_MoreAccountsThanAPage_ListsAllOfThem()
    {
        await using var world = await SimulatedWorld.StartAsync(
            Small with { Accounts = 45, Regions = ["us-east-1"], ResourcesPerScope = 1 }, CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world);

        var run = await host.RunAsync(Mappings.OfKinds(Instance));

        Assert.Equal(RunOutcome.Complete, run.Outcome);
        Assert.Equal(45, run.Scopes.Count);
    }

    [Fact]
    public async Task Run_OrganizationRoleDenied_ReadsTheOrganisationWithTheHomeCredentials()
    {
        await using var world = await StartAsync(Small with { InstalledInManagementAccount = true }, DenyOrganizationRole);
        await using var host = await EnumeratorHost.StartAsync(world);

        var run = await host.RunAsync(Mappings.OfKinds(Instance));

        Assert.Equal(RunOutcome.Complete, run.Outcome);
        Assert.Equal(6, run.Scopes.Count);
    }

    [Fact]
    public async Task Run_OrganizationRoleThrottled_IsPatient()
    {
        await using var world = await StartAsync(
            Small, new SimulatorFault { Kind = SimulatorFaultKind.Throttle, Service = "sts", Operation = "AssumeRole", Times = 3 });
        await using var host = await EnumeratorHost.StartAsync(world);

        var run = await host.RunAsync(Mappings.OfKinds(Instance));

        Assert.Equal(RunOutcome.Complete, run.Outcome);
        Assert.Equal(6, run.Scopes.Count);
    }

    [Fact]
    public async Task Run_OrganisationMayNotBeRead_ListsTheHomeAccountAndSaysSo()
    {
        await using var world = await StartAsync(Small, DenyOrganizationRole);
        await using var host = await EnumeratorHost.StartAsync(world);

        var run = await host.RunAsync(Mappings.OfKinds(Instance));

        Assert.Equal(RunOutcome.Complete, run.Outcome);
        Assert.Single(run.Scopes.Select(scope => scope.Scope.AccountId).Distinct());
        var note = Assert.Single(run.Notes);
        Assert.Contains("AccessDeniedException", note, StringComparison.Ordinal);
        Assert.Contains("sts:AssumeRole", note, StringComparison.Ordinal);
        Assert.Contains("AccessDenied: ", note, StringComparison.Ordinal);
        Assert.Contains("OCEAN__INTEGRATION__CONFIG__ORGANIZATION_ROLE_ARN", note, StringComparison.Ordinal);
        Assert.Contains(world.Environment["OCEAN__INTEGRATION__CONFIG__ORGANIZATION_ROLE_ARN"], note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OutsideAnOrganisation_ListsTheAccountAndSaysSo()
    {
        await using var world = await SimulatedWorld.StartAsync(Small with { InOrganization = false }, CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world);

        var run = await host.RunAsync(Mappings.OfKinds(Instance, "AWS::Organizations::Account"));

        Assert.Equal(RunOutcome.Complete, run.Outcome);
        Assert.Contains("AWSOrganizationsNotInUseException", Assert.Single(run.Notes), StringComparison.Ordinal);
        var page = Assert.Single(host.Downstream.Pages, page => page.Scope.Kind == "AWS::Organizations::Account");
        var account = Assert.Single(page.Resources);
        Assert.Equal($$"""{"Id":"{{account.Identifier}}","Name":"No name found"}""", account.Raw.GetRawText());
    }

    [Fact]
    public async Task Run_MemberThatCannotBeAssumed_FailsOneScopeForTheAccount()
    {
        await using var world = await SimulatedWorld.StartAsync(Small, CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world);
        var before = await host.RunAsync(Mappings.OfKinds(Instance));
        var member = before.Scopes.Select(scope => scope.Scope.AccountId).Distinct().Last();
        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.DenyRole, Account = member });
        await using var later = await EnumeratorHost.StartAsync(world);

        var run = await later.RunAsync(Mappings.OfKinds(Instance));

        Assert.Equal(RunOutcome.Partial, run.Outcome);
        var failed = Assert.Single(run.Scopes, scope => scope.State == ScopeState.Failed);
        Assert.Equal((member, Scope.Every, Scope.Every), (failed.Scope.AccountId, failed.Scope.Region, failed.Scope.Kind));
        Assert.Equal(FailureClass.Credentials, failed.Failure!.Class);
        Assert.Equal("AccessDenied", failed.Failure.Code);
        Assert.Equal(4, run.Scopes.Count(scope => scope.State == ScopeState.Complete));
    }

    [Fact]
    public async Task Run_SuspendedAccount_IsNotedAndNotListed()
    {
        await using var world = await SimulatedWorld.StartAsync(Small, CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world);
        var before = await host.RunAsync(Mappings.OfKinds(Instance));
        var member = before.Scopes.Select(scope => scope.Scope.AccountId).Distinct().Last();
        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.SuspendAccount, Account = member });

        var run = await host.RunAsync(Mappings.OfKinds(Instance));

        Assert.Equal(RunOutcome.Complete, run.Outcome);
        Assert.DoesNotContain(run.Scopes, scope => scope.Scope.AccountId == member);
        Assert.Contains($"{member} is SUSPENDED", Assert.Single(run.Notes), StringComparison.Ordinal);
    }

    private static SimulatorFault DenyOrganizationRole => new()
    {
        Kind = SimulatorFaultKind.DenyRole, Role = Small.OrganizationRoleName,
    };

    private static Task<SimulatedWorld> StartAsync(SimulatorOptions options, params SimulatorFault[] faults) =>
        SimulatedWorld.StartAsync(options with { Faults = faults }, CancellationToken.None);
}
