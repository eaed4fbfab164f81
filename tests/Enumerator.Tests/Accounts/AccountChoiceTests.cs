using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Simulator;

namespace Pipeline.Enumerator.Tests.Accounts;

public sealed class AccountChoiceTests
{
    private const string Instance = "AWS::EC2::Instance";
    private const string Workloads = "ou-sim0-work0001";
    private const string Production = "ou-sim0-prod0001";

    private static readonly SimulatorOptions Estate = new()
    {
        Accounts = 7, Regions = ["us-east-1"], Kinds = [Instance], ResourcesPerScope = 2,
    };

    [Fact]
    public async Task Run_ExternalIdWanted_AssumesRolesWithIt()
    {
        await using var world = await SimulatedWorld.StartAsync(Estate with { ExternalId = "agreed-upon" }, CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world, options => options with { ExternalId = "agreed-upon" });

        var run = await host.RunAsync(Mappings.OfKinds(Instance));

        Assert.Equal((RunOutcome.Complete, 7), (run.Outcome!.Value, run.Scopes.Count));
    }

    [Fact]
    public async Task Run_ExternalIdWantedAndNotSent_LeavesTheHomeAccountAlone()
    {
        await using var world = await SimulatedWorld.StartAsync(Estate with { ExternalId = "agreed-upon" }, CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world);

        var run = await host.RunAsync(Mappings.OfKinds(Instance));

        Assert.Single(run.Scopes, scope => scope.State == ScopeState.Complete);
    }

    [Fact]
    public async Task Run_RolesAreNamed_ListsExactlyTheirAccounts()
    {
        await using var world = await SimulatedWorld.StartAsync(Estate, CancellationToken.None);
        var accounts = (await AllAccountsAsync(world)).Order(StringComparer.Ordinal).Take(2).ToList();
        await using var host = await EnumeratorHost.StartAsync(world, options => options with
        {
            OrganizationRoleArn = null,
            AccountRoleArns = [.. accounts.Select(account => $"arn:aws:iam::{account}:role/{options.AccountReadRoleName}")],
        });

        var run = await host.RunAsync(Mappings.OfKinds(Instance));

        Assert.Equal(RunOutcome.Complete, run.Outcome);
        Assert.Equal(accounts, Accounts(run));
        Assert.Empty(run.Notes);
    }

    [Fact]
    public async Task Run_HomeOnlyLendsItsIdentity_ReadsEveryAccountThroughTheRole()
    {
        await using var world = await SimulatedWorld.StartAsync(Estate, CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world, options => options with { ListsHomeAccount = false });

        var run = await host.RunAsync(Mappings.OfKinds(Instance));

        // The organisation's reader, and a role in each of the seven accounts, home's too.
        Assert.Equal((RunOutcome.Complete, 7), (run.Outcome!.Value, run.Scopes.Count));
        Assert.Equal(8, world.Statistics.Requests["aws sts AssumeRole"]);
    }

    [Theory]
    [InlineData(new[] { Workloads }, 4)]
    [InlineData(new[] { Production }, 2)]
    [InlineData(new[] { Production, Workloads }, 4)]
    [InlineData(new[] { "r-sim0" }, 7)]
    public async Task Run_Units_ListsTheAccountsInThemAndBelow(string[] units, int accounts)
    {
        await using var world = await SimulatedWorld.StartAsync(Estate, CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world, options => options with { OrganizationalUnits = units });

        var run = await host.RunAsync(Mappings.OfKinds(Instance));

        Assert.Equal((RunOutcome.Complete, accounts), (run.Outcome!.Value, Accounts(run).Count));
    }

    [Fact]
    public async Task Run_UnitDoesNotExist_FailsInsteadOfListingNothing()
    {
        await using var world = await SimulatedWorld.StartAsync(Estate, CancellationToken.None);
        await using var host = await EnumeratorHost.StartAsync(world, options => options with { OrganizationalUnits = ["ou-none-00000000"] });

        var run = await host.RunAsync(Mappings.OfKinds(Instance));

        Assert.Equal(RunOutcome.Failed, run.Outcome);
        Assert.Contains("ou-none-00000000", run.Failure, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> AllAccountsAsync(SimulatedWorld world)
    {
        await using var host = await EnumeratorHost.StartAsync(world);
        return Accounts(await host.RunAsync(Mappings.OfKinds(Instance)));
    }

    private static IReadOnlyList<string> Accounts(RunSnapshot run) =>
        [.. run.Scopes.Select(scope => scope.Scope.AccountId).Distinct().Order(StringComparer.Ordinal)];
}
