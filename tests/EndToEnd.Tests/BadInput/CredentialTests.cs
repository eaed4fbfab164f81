using Pipeline.EndToEnd.Tests.Program;

namespace Pipeline.EndToEnd.Tests.BadInput;

public sealed class CredentialTests
{
    private static readonly string[] AwsCredentials =
    [
        "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY",
        "OCEAN__INTEGRATION__CONFIG__AWS_ACCESS_KEY_ID", "OCEAN__INTEGRATION__CONFIG__AWS_SECRET_ACCESS_KEY",
    ];

    [Fact]
    public async Task When_several_variables_are_wrong_then_all_are_named_at_once_with_the_fix()
    {
        var environment = new Dictionary<string, string>
        {
            ["OCEAN__PORT__BASE_URL"] = "getport",
            ["APPLICATION__PORT"] = "many",
            ["AWS_ENDPOINT_URL"] = "garbage",
            ["AWS_ENDPOINT_URL_STS"] = "ftp://127.0.0.1",
            ["OCEAN__INTEGRATION__CONFIG__ORGANIZATION_ROLE_ARN"] = "a role",
        };

        var result = await PipelineProcess.RunAsync(environment, "sync");

        result.MustExitWith(64);
        Assert.Equal(
            [
                "APPLICATION__PORT", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_STS", "OCEAN__INTEGRATION__CONFIG__ORGANIZATION_ROLE_ARN", "OCEAN__PORT__BASE_URL",
                "OCEAN__PORT__CLIENT_ID", "OCEAN__PORT__CLIENT_SECRET",
            ],
            result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':')[0]).Order(StringComparer.Ordinal));
        Assert.All(result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Contains("Set ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_ports_secret_is_wrong_then_the_run_fails_naming_the_variables()
    {
        await using var world = await Estate.SmallAsync();

        var result = await PipelineProcess.RunAsync(world.With("OCEAN__PORT__CLIENT_SECRET", "not-the-secret"), "sync");

        result.MustExitWith(1).MustSay("OCEAN__PORT__CLIENT_ID").MustSay("OCEAN__PORT__CLIENT_SECRET").MustNotSay("not-the-secret");
    }

    [Fact]
    public async Task When_awss_secret_is_wrong_then_the_run_fails_naming_the_variables()
    {
        await using var world = await Estate.SmallAsync();

        var result = await PipelineProcess.RunAsync(world.With("OCEAN__INTEGRATION__CONFIG__AWS_SECRET_ACCESS_KEY", "not-the-secret"), "sync");

        result.MustExitWith(1).MustSay("SignatureDoesNotMatch")
            .MustSay("OCEAN__INTEGRATION__CONFIG__AWS_SECRET_ACCESS_KEY").MustNotSay("not-the-secret");
    }

    [Fact]
    public async Task When_there_are_no_aws_credentials_then_the_run_fails_saying_where_they_are_looked_for()
    {
        await using var world = await Estate.SmallAsync();
        var environment = AwsCredentials.Aggregate(world.Environment, (rest, variable) => rest.With(variable, null));

        var result = await PipelineProcess.RunAsync(environment, "sync");

        result.MustExitWith(1).MustSay("No AWS credentials were found").MustSay("AWS_ACCESS_KEY_ID");
    }

    [Fact]
    public async Task When_half_of_a_key_pair_is_set_then_the_missing_half_is_named()
    {
        await using var world = await Estate.SmallAsync();

        var result = await PipelineProcess.RunAsync(world.With("OCEAN__INTEGRATION__CONFIG__AWS_SECRET_ACCESS_KEY", null), "sync");

        result.MustExitWith(64).MustSay("OCEAN__INTEGRATION__CONFIG__AWS_SECRET_ACCESS_KEY: is not set");
    }
}
