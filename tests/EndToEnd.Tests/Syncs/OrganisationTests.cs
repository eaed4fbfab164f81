using System.Text.Json.Nodes;
using Pipeline.EndToEnd.Tests.Program;
using Pipeline.Simulator;

namespace Pipeline.EndToEnd.Tests.Syncs;

public sealed class OrganisationTests
{
    [Fact]
    public async Task When_nothing_goes_wrong_then_port_equals_the_organisation_and_the_run_is_complete()
    {
        await using var world = await Estate.StartAsync(new() { Accounts = 3, ResourcesPerScope = 4, SeedMapping = true });

        var result = await PipelineProcess.RunAsync(world.Environment, "sync");

        result.MustExitWith(0).MustSay("Run complete");
        await world.MustEqualPortAsync(result);
    }

    [Fact]
    public async Task When_kinds_are_ones_that_nobody_wrote_code_for_then_port_equals_the_organisation()
    {
        var kinds = CloudControlCatalog.Listable(every: 97);
        await using var world = await Estate.StartAsync(Estate.Small with { Kinds = [.. kinds.Select(kind => kind.Name)], KindFacts = kinds });

        var result = await PipelineProcess.RunAsync(world.Environment, "sync");

        result.MustExitWith(0);
        Assert.All(kinds, kind => result.MustSay(kind.Name));
        await world.MustEqualPortAsync(result);
    }

    [Fact]
    public async Task When_pages_are_short_and_scopes_long_then_every_page_arrives()
    {
        await using var world = await Estate.StartAsync(Estate.Small with { Kinds = [Estate.Function], ResourcesPerScope = 130, PageSize = 7 });

        var result = await PipelineProcess.RunAsync(world.Environment, "sync");

        result.MustExitWith(0);
        await world.MustEqualPortAsync(result);
    }

    [Fact]
    public async Task When_installed_in_the_management_account_then_port_equals_the_organisation()
    {
        await using var world = await Estate.StartAsync(Estate.Small with { InstalledInManagementAccount = true });

        var result = await PipelineProcess.RunAsync(world.Environment, "sync");

        result.MustExitWith(0);
        await world.MustEqualPortAsync(result);
    }

    [Fact]
    public async Task When_the_account_is_in_no_organisation_then_it_alone_is_synced_and_that_is_said()
    {
        await using var world = await Estate.StartAsync(Estate.Small with { InOrganization = false });

        var result = await PipelineProcess.RunAsync(world.Environment, "sync");

        result.MustExitWith(0).MustSay("Only account");
        await world.MustEqualPortAsync(result);
    }

    [Fact]
    public async Task When_the_organisation_role_is_denied_then_the_own_account_alone_is_synced_and_that_is_said_with_awss_reason()
    {
        await using var world = await Estate.SmallAsync(new SimulatorFault
        {
            Kind = SimulatorFaultKind.Deny, Service = "organizations",
        });

        var result = await PipelineProcess.RunAsync(world.Environment, "sync");

        result.MustExitWith(0).MustSay("Only account").MustSay("organizations:ListAccounts").MustSay("AccessDeniedException");
        await world.MustEqualPortAsync(result);
    }

    [Fact]
    public async Task When_the_organisation_role_cannot_be_assumed_then_the_role_its_variable_and_awss_code_are_named()
    {
        await using var world = await Estate.SmallAsync();
        const string Variable = "OCEAN__INTEGRATION__CONFIG__ORGANIZATION_ROLE_ARN";
        var missing = world.Environment[Variable] + "Misspelt";

        var result = await PipelineProcess.RunAsync(world.With(Variable, missing), "sync");

        result.MustExitWith(0).MustSay("Only account").MustSay(missing).MustSay(Variable).MustSay("sts:AssumeRole").MustSay("AccessDenied: ");
    }

    [Fact]
    public async Task When_the_organisation_may_not_be_read_any_more_then_the_accounts_of_before_fail_and_stay()
    {
        await using var world = await Estate.SmallAsync();
        using var home = new TemporaryHome();
        (await PipelineProcess.RunAsync(home.AddedTo(world.Environment), "sync")).MustExitWith(0);
        world.SetFaults([new() { Kind = SimulatorFaultKind.Deny, Service = "organizations" }]);

        var result = await PipelineProcess.RunAsync(home.AddedTo(world.Environment), "sync", "--allow-deletes");

        result.MustExitWith(2).MustSay("Only account").MustSay("AccessDenied");
        Assert.Equal(0, world.Statistics.EntityDeletes);
    }

    [Fact]
    public async Task When_a_second_run_finds_nothing_changed_then_port_is_left_as_it_is()
    {
        await using var world = await Estate.SmallAsync();
        (await PipelineProcess.RunAsync(world.Environment, "sync")).MustExitWith(0);

        var result = await PipelineProcess.RunAsync(world.Environment, "sync");

        result.MustExitWith(0);
        await world.MustEqualPortAsync(result);
        Assert.Equal(0, world.Statistics.EntityDeletes);
    }

    [Fact]
    public async Task When_entities_are_written_then_port_sees_the_datasource_of_this_installation()
    {
        await using var world = await Estate.StartAsync(Estate.Small with { IntegrationIdentifier = "My-AWS" });

        (await PipelineProcess.RunAsync(world.Environment, "sync")).MustExitWith(0);

        var bulk = (await world.RequestsAsync("port")).Where(request => PathOf(request).EndsWith("/entities/bulk", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(bulk);
        Assert.All(bulk, request => Assert.Matches("^port-ocean/aws/[^/]+/My-AWS/exporter$", request["userAgent"]!.GetValue<string>()));
    }

    private static string PathOf(JsonNode request) => request["path"]!.GetValue<string>();
}
