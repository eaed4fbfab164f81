using System.Diagnostics;
using System.Text.Json;
using Pipeline.Simulator.Demo;

namespace Pipeline.Simulator.Tests.Aws;

/// <summary>The AWS side as AWS's own Python client sees it.</summary>
public sealed class Boto3Tests
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Organisation_ReadByBoto3_ShowsEveryAccountRegionAndResource()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions { Accounts = 25, ResourcesPerScope = 230 }, Cancelled);

        var answer = await PythonAsync("Boto3/read_organisation.py", world.Environment);

        var accounts = answer.GetProperty("accounts").EnumerateArray().ToList();
        Assert.Equal(25, accounts.Count);
        Assert.Equal(25, accounts.Select(account => account.GetProperty("Id").GetString()).Distinct().Count());
        Assert.Equal(["ap-southeast-2", "eu-west-1", "us-east-1"], answer.GetProperty("regions").EnumerateArray().Select(region => region.GetString()));
        Assert.Equal(230, answer.GetProperty("instances").GetInt32());
        Assert.Equal(230, answer.GetProperty("queues").GetInt32());
        Assert.Equal(answer.GetProperty("listed").GetRawText(), answer.GetProperty("got").GetRawText());
        Assert.Equal(answer.GetProperty("assumed").GetString(), answer.GetProperty("identity").GetString());
    }

    [Fact]
    public async Task DemoMapping_AppliedByBoto3AndJq_MakesWhatTheOracleExpects()
    {
        Assert.SkipUnless(Tool.IsPresent("jq", "--version"), "jq is not installed");
        var options = new SimulatorOptions { Accounts = 2, Regions = ["us-east-1", "eu-west-1"], ResourcesPerScope = 7, SeedMapping = true };
        await using var world = await SimulatedWorld.StartAsync(options with { Kinds = [.. DemoCatalog.RealisticKinds, "AWS::Route53::HostedZone", "AWS::Kinesis::Stream"] }, Cancelled);

        var answer = await PythonAsync("Boto3/sync.py", world.Environment);

        Assert.Equal("[]", answer.GetProperty("rejected").GetRawText());
        var report = await world.CompareAsync(Cancelled);
        Assert.Empty(report.Missing);
        Assert.Empty(report.Different);
        Assert.Empty(report.Unexpected);
        // 18 regional realistic kinds and one synthetic in 2 regions, 3 global realistic and one synthetic; then the accounts.
        Assert.Equal((((18 + 1) * 2) + 3 + 1) * 2 * 7 + 2, report.Expected);
        Assert.Equal(report.Expected, report.Matching);
        Assert.Equal(report.Expected, answer.GetProperty("entities").GetInt32());
    }

    [Theory]
    [InlineData("wrong-secret", "InvalidSignatureException", "SignatureDoesNotMatch", 403)]
    [InlineData("unknown-key", "UnrecognizedClientException", "InvalidClientTokenId", 403)]
    [InlineData("wrong-token", "UnrecognizedClientException", "InvalidClientTokenId", 403)]
    public async Task Call_WithCredentialsThatAreWrong_IsRefusedAsAwsDoes(string how, string jsonCode, string queryCode, int status)
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Cancelled);

        var answer = await PythonAsync("Boto3/wrong_credentials.py", world.Environment, how);

        Assert.Equal(jsonCode, answer.GetProperty("cloudcontrol").GetProperty("code").GetString());
        Assert.Equal(queryCode, answer.GetProperty("sts").GetProperty("code").GetString());
        Assert.Equal(status, answer.GetProperty("sts").GetProperty("status").GetInt32());
    }

    private static async Task<JsonElement> PythonAsync(string script, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        Assert.SkipUnless(Tool.IsPresent("python3", "-c", "import boto3"), "python3 with boto3 is not installed");
        var start = new ProcessStartInfo("python3", [Path.Combine(AppContext.BaseDirectory, script), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Cancelled);
        var output = await process.StandardOutput.ReadToEndAsync(Cancelled);
        await process.WaitForExitAsync(Cancelled);
        Assert.True(process.ExitCode == 0, await errors);
        using var document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }
}
