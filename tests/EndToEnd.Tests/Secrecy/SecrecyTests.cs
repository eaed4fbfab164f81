using Pipeline.EndToEnd.Tests.Program;
using Pipeline.Simulator;

namespace Pipeline.EndToEnd.Tests.Secrecy;

public sealed class SecrecyTests
{
    [Theory]
    [InlineData("DEBUG")]
    [InlineData("TRACE")]
    [Trait("Row", "S12")]
    public async Task When_everything_is_logged_then_no_secret_is(string level)
    {
        await using var world = await Estate.SmallAsync(new SimulatorFault { Kind = SimulatorFaultKind.Throttle, Fraction = 0.2 });

        var result = await PipelineProcess.RunAsync(world.With("APPLICATION__LOG_LEVEL", level), "sync");

        result.MustExitWith(0).MustSay("StartRunConsumer");
        await MustKeepSecretsAsync(world, result);
    }

    [Theory]
    [InlineData("OCEAN__PORT__CLIENT_SECRET")]
    [InlineData("OCEAN__INTEGRATION__CONFIG__AWS_SECRET_ACCESS_KEY")]
    [Trait("Row", "S12")]
    public async Task When_a_secret_is_refused_then_it_is_still_not_shown(string variable)
    {
        const string Canary = "canary/+secret=5f0b1c";
        await using var world = await Estate.SmallAsync();

        var result = await PipelineProcess.RunAsync(world.With(variable, Canary).With("APPLICATION__LOG_LEVEL", "DEBUG"), "sync");

        result.MustExitWith(1).MustNotSay(Canary).MustNotSay(Uri.EscapeDataString(Canary));
        await MustKeepSecretsAsync(world, result);
    }

    [Theory]
    [InlineData("\"canary-5f0b1c\" | tonumber")]
    [InlineData("error(\"canary-5f0b1c\" | {environment: .})")]
    [InlineData("\"canary-5f0b1c\" | keys")]
    [InlineData("{a: \"canary-5f0b1c\"} | .a + 1")]
    [InlineData("\"canary-5f0b1c\" | strptime(\"%Y\")")]
    [InlineData("\"canary-5f0b1c\" | fromjson")]
    [InlineData("\"canary-5f0b1c\" | @base64d | ascii")]
    [InlineData("[\"canary-5f0b1c\"] | implode")]
    public async Task When_an_expression_fails_on_a_value_then_the_report_names_the_field_and_not_the_value(string expression)
    {
        await using var world = await Estate.SmallAsync();
        // The mapping itself may be quoted: the value has to come from the resource.
        var computed = expression.Replace("\"canary-5f0b1c\"", "(\"canary\" + \"-5f0b1c\")", StringComparison.Ordinal);
        using var mapping = TextFile.Of(world.WithProperty(Estate.Function, "runtime", computed));

        var result = await PipelineProcess.RunAsync(
            world.With("APPLICATION__LOG_LEVEL", "DEBUG"), "sync", "--mapping", mapping.Path);

        result.MustExitWith(0).MustSay("properties.runtime").MustNotSay("canary-5f0").MustNotSay("canary-");
    }

    private static async Task MustKeepSecretsAsync(SimulatedWorld world, ProcessResult result)
    {
        var secrets = world.Environment.Where(variable => variable.Key.Contains("SECRET", StringComparison.Ordinal)).Select(variable => variable.Value);

        Assert.All(secrets.Distinct(), secret => result.MustNotSay(secret));
        result.MustNotSay("Authorization:").MustNotSay("Bearer ").MustNotSay("X-Amz-Security-Token").MustNotSay("Signature=");
        Assert.NotEmpty(await world.RequestsAsync("port"));
    }
}
