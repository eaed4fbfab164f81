using System.Text.Json.Nodes;
using Pipeline.EndToEnd.Tests.Program;
using Pipeline.Simulator;

namespace Pipeline.EndToEnd.Tests.Faults;

public sealed class AwsFaultTests
{
    [Fact]
    public async Task When_a_third_of_all_cloud_control_calls_is_throttled_then_nothing_is_missing()
    {
        await using var world = await Estate.StartAsync(Estate.Small with
        {
            ResourcesPerScope = 20,
            PageSize = 5,
            Faults = [new SimulatorFault { Kind = SimulatorFaultKind.Throttle, Service = "cloudcontrolapi", Fraction = 0.3 }],
        });

        var result = await PipelineProcess.RunAsync(world.Environment, "sync");

        result.MustExitWith(0);
        Assert.Contains(world.Statistics.Requests.Keys, request => request.Contains("ThrottlingException", StringComparison.Ordinal));
        await world.MustEqualPortAsync(result);
    }

    [Fact]
    public async Task When_a_role_cannot_be_assumed_then_the_account_is_named_and_the_rest_is_synced()
    {
        await using var world = await Estate.SmallAsync();
        var denied = ManagementAccount(world);
        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.DenyRole, Account = denied, Role = Estate.Small.AccountReadRoleName });

        var result = await PipelineProcess.RunAsync(world.Environment, "sync");

        result.MustExitWith(2).MustSay(denied).MustSay("AccessDenied").MustSay("Run partial");
        await world.MustEqualPortAsync(result);
    }

    [Fact]
    public async Task When_a_kind_is_denied_then_its_scopes_fail_with_awss_code_and_the_rest_is_synced()
    {
        await using var world = await Estate.SmallAsync(new SimulatorFault { Kind = SimulatorFaultKind.Deny, ResourceKind = Estate.Function });

        var result = await PipelineProcess.RunAsync(world.Environment, "sync");

        result.MustExitWith(2).MustSay("AccessDeniedException");
        Assert.Matches($"{Estate.Function}.*AccessDenied", result.Output);
        await world.MustEqualPortAsync(result);
    }

    [Fact]
    public async Task When_a_kind_is_denied_in_one_region_then_only_that_region_is_named()
    {
        await using var world = await Estate.SmallAsync(new SimulatorFault
        {
            Kind = SimulatorFaultKind.Deny, ResourceKind = Estate.Function, Region = "eu-west-1",
        });

        var result = await PipelineProcess.RunAsync(world.Environment, "sync");

        result.MustExitWith(2).MustSay("eu-west-1").MustNotSay("us-east-1");
        await world.MustEqualPortAsync(result);
    }

    [Fact]
    public async Task When_a_region_does_not_take_the_credentials_then_its_scopes_fail_and_the_rest_is_synced()
    {
        await using var world = await Estate.SmallAsync(new SimulatorFault { Kind = SimulatorFaultKind.DisableRegion, Region = "eu-west-1" });

        var result = await PipelineProcess.RunAsync(world.Environment, "sync");

        result.MustExitWith(2).MustSay("eu-west-1").MustSay("RegionDisabled").MustSay("UnrecognizedClientException");
        await world.MustEqualPortAsync(result);
    }

    [Fact]
    public async Task When_a_kind_is_listed_only_with_a_parent_then_its_scopes_fail_with_awss_reason()
    {
        var facts = CloudControlCatalog.NeedingParent();
        await using var world = await Estate.StartAsync(Estate.Small with { Kinds = [Estate.Bucket, facts.Name], KindFacts = [facts] });

        var result = await PipelineProcess.RunAsync(world.Environment, "sync");

        result.MustExitWith(2).MustSay(facts.Name).MustSay("InvalidRequestException");
        await world.MustEqualPortAsync(result);
    }

    [Theory]
    [InlineData(SimulatorFaultKind.FailPage)]
    [InlineData(SimulatorFaultKind.CutPage)]
    [InlineData(SimulatorFaultKind.ExpirePageToken)]
    [InlineData(SimulatorFaultKind.ExpireCredentials)]
    public async Task When_a_page_fails_once_then_nothing_is_missing(SimulatorFaultKind kind)
    {
        await using var world = await Estate.StartAsync(Estate.Small with
        {
            ResourcesPerScope = 12,
            PageSize = 5,
            Faults = [new SimulatorFault { Kind = kind, ResourceKind = Estate.Function, Page = 2, Times = 1 }],
        });

        var result = await PipelineProcess.RunAsync(world.Environment, "sync");

        result.MustExitWith(0);
        await world.MustEqualPortAsync(result);
    }

    [Fact]
    public async Task When_a_page_fails_for_good_then_the_scope_fails_by_its_deadline_and_the_rest_is_synced()
    {
        await using var world = await Estate.SmallAsync(new SimulatorFault
        {
            Kind = SimulatorFaultKind.FailPage, ResourceKind = Estate.Function, Region = "eu-west-1",
        });

        var result = await PipelineProcess.RunAsync(world.With("PIPELINE__ENUMERATOR__SCOPE_DEADLINE", "1"), "sync");

        result.MustExitWith(2).MustSay("eu-west-1").MustSay("ServiceInternalErrorException");
        await world.MustEqualPortAsync(result);
    }

    [Fact]
    public async Task When_no_scope_can_be_read_then_the_run_has_failed()
    {
        await using var world = await Estate.SmallAsync(
            new SimulatorFault { Kind = SimulatorFaultKind.Deny, Service = "cloudcontrolapi" },
            new SimulatorFault { Kind = SimulatorFaultKind.Deny, Service = "sqs" });
        using var mapping = TextFile.Of(WithoutAccounts(world));

        var result = await PipelineProcess.RunAsync(world.Environment, "sync", "--mapping", mapping.Path);

        result.MustExitWith(1).MustSay("Run failed").MustSay("AccessDeniedException");
    }

    private static JsonNode WithoutAccounts(SimulatedWorld world)
    {
        var mapping = world.Catalog.Mapping.DeepClone();
        mapping["resources"]!.AsArray().RemoveAt(0);
        return mapping;
    }

    // arn:aws:iam::ACCOUNT:role/NAME
    private static string ManagementAccount(SimulatedWorld world) =>
        world.Environment["OCEAN__INTEGRATION__CONFIG__ORGANIZATION_ROLE_ARN"].Split(':')[4];
}
