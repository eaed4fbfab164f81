using Pipeline.EndToEnd.Tests.Program;
using Pipeline.Ledger.Owning;
using Pipeline.Ledger.Tables.Content;
using Pipeline.Simulator;

namespace Pipeline.EndToEnd.Tests.Runs;

/// <summary>A ledger that meets credentials of another organisation, at Port or at AWS.</summary>
public sealed class OtherOrganisationTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task When_the_port_credentials_are_of_another_organisation_then_neither_plan_nor_check_compares_with_it()
    {
        var address = Installation.FreePort();
        await using (var first = await Estate.StartAsync(Estate.Small with { PortPort = address }))
        {
            (await PipelineProcess.RunAsync(_home.AddedTo(first.Environment), "sync")).MustExitWith(0);
        }

        await using var other = await Estate.StartAsync(Estate.Small with { PortPort = address, PortOrganizationId = "org_other" });
        var environment = _home.AddedTo(other.Environment);

        foreach (var command in new string[][] { ["plan"], ["ledger", "check"], ["sync"] })
        {
            (await PipelineProcess.RunAsync(environment, command)).MustExitWith(1)
                .MustSay("the ledger was made for Port's organisation org_simulator, and these credentials are of org_other");
        }

        Assert.Equal(0, other.Statistics.EntityWrites);
    }

    [Fact]
    public async Task When_services_ledger_is_of_another_port_organisation_then_it_is_not_compared_and_one_of_nobody_stays_so()
    {
        await using var world = await Estate.SmallAsync();
        await using var ledger = await LedgerTable.StartAsync();
        await ledger.Table.CreateAsync(Token);
        var owner = new LedgerOwner(new PackedTable(ledger.Table));

        (await PipelineProcess.RunAsync(ledger.In(world), "ledger", "check")).MustExitWith(0);
        Assert.Null(await owner.FindAsync(Token));
        await owner.ClaimAsync("org_other", Token);

        (await PipelineProcess.RunAsync(ledger.In(world), "ledger", "check")).MustExitWith(1).MustSay("org_other").MustNotSay("equal");
    }

    // The setting is given for every run, so it cannot mean this one.
    [Fact]
    public async Task When_the_aws_credentials_are_of_another_organisation_then_nothing_is_written_or_deleted_until_a_run_is_told_that_they_are_right()
    {
        await using var world = await Estate.SmallAsync();
        await using var other = await Estate.StartAsync(Estate.Small with { Seed = 2, Kinds = [Estate.Bucket] });
        var environment = _home.AddedTo(world.Environment);
        (await PipelineProcess.RunAsync(environment, "sync")).MustExitWith(0);
        var (writes, entities) = (world.Statistics.EntityWrites, world.Statistics.Entities);
        Assert.Empty(world.AccountIds.Intersect(other.AccountIds));
        var wrong = WithAwsOf(other, environment).With("PIPELINE__ALLOW_DELETES", "true");

        foreach (var command in new string[][] { ["sync"], ["sync"], ["plan"] })
        {
            (await PipelineProcess.RunAsync(wrong, command)).MustExitWith(1)
                .MustSay("None of the accounts").MustSay(world.AccountIds[0]).MustSay(other.AccountIds[0]).MustSay("--allow-deletes");
        }

        Assert.Equal((writes, entities, 0), (world.Statistics.EntityWrites, world.Statistics.Entities, world.Statistics.EntityDeletes));
        (await PipelineProcess.RunAsync(environment, "sync")).MustExitWith(0);
        Assert.Equal(writes, world.Statistics.EntityWrites);
        (await PipelineProcess.RunAsync(wrong, "sync", "--allow-deletes")).MustExitWith(0);
        Assert.Equal(entities, world.Statistics.EntityDeletes);
        (await PipelineProcess.RunAsync(wrong, "sync")).MustExitWith(0);
    }

    // What is most likely: the organisation's role cannot be assumed from there, and only the own account would be listed.
    [Fact]
    public async Task When_the_aws_credentials_are_of_another_account_that_may_not_read_the_organisation_then_nothing_is_written()
    {
        await using var world = await Estate.SmallAsync();
        await using var other = await Estate.StartAsync(Estate.Small with { Seed = 2, InOrganization = false });
        var environment = _home.AddedTo(world.Environment);
        (await PipelineProcess.RunAsync(environment, "sync")).MustExitWith(0);
        var writes = world.Statistics.EntityWrites;
        const string Role = "OCEAN__INTEGRATION__CONFIG__ORGANIZATION_ROLE_ARN";

        var result = await PipelineProcess.RunAsync(WithAwsOf(other, environment).With(Role, environment[Role]), "sync");

        result.MustExitWith(1).MustSay("None of the accounts").MustSay("Only account");
        Assert.Equal((writes, 0), (world.Statistics.EntityWrites, world.Statistics.EntityDeletes));
    }

    private static Dictionary<string, string> WithAwsOf(SimulatedWorld other, Dictionary<string, string> environment) =>
        environment.Where(variable => !other.Environment.ContainsKey(variable.Key))
            .Concat(other.Environment.Select(variable => KeyValuePair.Create(
                variable.Key, variable.Key.StartsWith("OCEAN__PORT__", StringComparison.Ordinal) ? environment[variable.Key] : variable.Value)))
            .ToDictionary();
}
