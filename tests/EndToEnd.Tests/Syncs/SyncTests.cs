using Pipeline.EndToEnd.Tests.Program;
using Pipeline.Simulator;

namespace Pipeline.EndToEnd.Tests.Syncs;

public sealed class SyncTests
{
    private static readonly SimulatorOptions Estate = new() { Accounts = 3, ResourcesPerScope = 7, SeedMapping = true };

    [Fact]
    public async Task When_nothing_goes_wrong_then_port_equals_the_organisation_and_the_run_is_complete()
    {
        await using var world = await SimulatedWorld.StartAsync(Estate, TestContext.Current.CancellationToken);

        var result = await PipelineProcess.RunAsync(world.Environment, "sync");

        result.MustExitWith(0);
        await AssertEqualAsync(world, result);
    }

    [Fact]
    public async Task When_a_third_of_all_cloud_control_calls_is_throttled_then_nothing_is_missing()
    {
        await using var world = await StartAsync(new SimulatorFault
        {
            Kind = SimulatorFaultKind.Throttle, Service = "cloudcontrolapi", Fraction = 0.3,
        });

        var result = await PipelineProcess.RunAsync(world.Environment, "sync");

        result.MustExitWith(0);
        await AssertEqualAsync(world, result);
    }

    [Fact]
    public async Task When_a_role_cannot_be_assumed_then_the_account_is_named_and_the_rest_is_synced()
    {
        await using var world = await SimulatedWorld.StartAsync(Estate, TestContext.Current.CancellationToken);
        var denied = ManagementAccount(world);
        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.DenyRole, Account = denied, Role = Estate.AccountReadRoleName });

        var result = await PipelineProcess.RunAsync(world.Environment, "sync");

        result.MustExitWith(2);
        Assert.Contains(denied, result.Output, StringComparison.Ordinal);
        await AssertEqualAsync(world, result);
    }

    [Fact]
    public async Task When_a_kind_is_denied_then_its_scopes_fail_with_awss_code_and_the_rest_is_synced()
    {
        await using var world = await StartAsync(new SimulatorFault
        {
            Kind = SimulatorFaultKind.Deny, ResourceKind = "AWS::Lambda::Function",
        });

        var result = await PipelineProcess.RunAsync(world.Environment, "sync");

        result.MustExitWith(2);
        Assert.Contains("AWS::Lambda::Function: AccessDenied (AccessDeniedException)", result.Output, StringComparison.Ordinal);
        await AssertEqualAsync(world, result);
    }

    [Fact]
    public async Task When_port_is_bare_then_the_integration_and_the_default_blueprints_are_made()
    {
        await using var world = await SimulatedWorld.StartAsync(Estate with { SeedMapping = false }, TestContext.Current.CancellationToken);

        var result = await PipelineProcess.RunAsync(world.Environment, "sync");

        result.MustExitWith(0);
    }

    private static Task<SimulatedWorld> StartAsync(params IReadOnlyList<SimulatorFault> faults) =>
        SimulatedWorld.StartAsync(Estate with { Faults = faults }, TestContext.Current.CancellationToken);

    private static async Task AssertEqualAsync(SimulatedWorld world, ProcessResult result)
    {
        var equality = await world.CompareAsync(TestContext.Current.CancellationToken);
        Assert.True(equality.Equal, $"{equality}\n{result.Said}");
    }

    // arn:aws:iam::ACCOUNT:role/NAME
    private static string ManagementAccount(SimulatedWorld world) =>
        world.Environment["OCEAN__INTEGRATION__CONFIG__ORGANIZATION_ROLE_ARN"].Split(':')[4];
}
