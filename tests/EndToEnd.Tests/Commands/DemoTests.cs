using System.Text.RegularExpressions;
using Pipeline.EndToEnd.Tests.Program;

namespace Pipeline.EndToEnd.Tests.Commands;

public sealed partial class DemoTests
{
    private static readonly string[] Small = ["demo", "--accounts", "2", "--regions", "us-east-1,eu-west-1", "--kinds", "AWS::S3::Bucket,AWS::Lambda::Function", "--resources", "2"];

    private static readonly HttpClient Client = new();

    [Fact]
    public async Task When_it_runs_once_then_port_equals_the_organisation_of_the_given_size_and_it_exits_with_0()
    {
        var result = await PipelineProcess.RunAsync([], [.. Small, "--once"]);

        // 2 accounts, a bucket kind that is global, and functions in 2 regions: 2 + 2×2 + 2×2×2.
        result.MustExitWith(0).MustSay("Port equals the simulated organisation: 14 entities.");
        Assert.DoesNotContain('\u001b', result.Said);
    }

    [Fact]
    public async Task When_faults_are_injected_then_they_are_named_and_what_they_excuse_is_counted()
    {
        var result = await PipelineProcess.RunAsync([], [.. Small, "--once", "--fault", "Deny:kind=AWS::Lambda::Function", "--fault", "Throttle:fraction=0.3"]);

        result.MustExitWith(0).MustSay("injected fault: Deny").MustSay("AccessDeniedException").MustSay("out of reach by the injected faults");
    }

    [Theory]
    [InlineData("Deny:operation=ListRegions,times=1")]
    [InlineData("DenyRole:role=AwsPortOceanIntegrationReadOnlyRole")]
    [InlineData("PortReject:fraction=0.5")]
    [InlineData("PortReject:blueprint=s3Bucket,times=2")]
    [InlineData("Deny:kind=AWS::Lambda::Function,fraction=0.5")]
    public async Task When_a_fault_costs_what_nobody_can_get_back_then_it_excuses_just_that(string fault)
    {
        var result = await PipelineProcess.RunAsync([], [.. Small, "--once", "--fault", fault]);

        result.MustExitWith(0).MustSay("injected fault: " + fault.Split(':')[0]).MustSay("out of reach by the injected faults");
    }

    [Fact]
    public async Task When_port_does_not_equal_the_organisation_then_it_says_what_is_missing_and_exits_with_1()
    {
        // What refuses every write says nothing of the entities: no fault that excuses their absence.
        var result = await PipelineProcess.RunAsync([], [.. Small, "--once", "--fault", "PortStatus:operation=/entities/bulk,status=400"]);

        result.MustExitWith(1).MustSay("Port differs from the simulated organisation").MustSay("missing: ").MustSay("Run partial");
    }

    [Fact]
    public async Task When_port_has_a_rate_limit_then_it_is_kept_and_nothing_is_missing()
    {
        var result = await PipelineProcess.RunAsync([], [.. Small, "--once", "--port-requests", "5", "--port-period", "1", "--port-retry-after"]);

        result.MustExitWith(0).MustSay("Port equals the simulated organisation: 14 entities.");
    }

    [Fact]
    public async Task When_it_stays_then_the_catalog_can_be_browsed_until_it_is_interrupted()
    {
        await using var process = PipelineProcess.Start([], Small);
        await process.HasSaidAsync("The catalog is at ");
        var address = new Uri(CatalogAddress().Match(process.Output).Value);

        var home = await Client.GetStringAsync(address, TestContext.Current.CancellationToken);

        Assert.Contains("s3Bucket", home, StringComparison.Ordinal);
        await process.InterruptAsync();
        (await process.ExitAsync()).MustExitWith(0);
    }

    [GeneratedRegex("(?<=The catalog is at )http://[^ ]+")]
    private static partial Regex CatalogAddress();
}
