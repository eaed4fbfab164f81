using System.Diagnostics;
using System.Text.Json;

namespace Pipeline.Simulator.Tests;

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
        Assert.SkipUnless(Boto3.IsPresent, "python3 with boto3 is not installed");
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
