using System.Text.Json;
using Pipeline.Aws.Endpoints;
using Pipeline.Aws.Tests.Python;

namespace Pipeline.Aws.Tests.Endpoints;

public sealed class EndpointRulesTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("cloudcontrol", "eu-west-1", false, "https://cloudcontrolapi.eu-west-1.amazonaws.com")]
    [InlineData("cloudcontrol", "us-gov-west-1", true, "https://cloudcontrolapi-fips.us-gov-west-1.amazonaws.com")]
    [InlineData("cloudcontrol", "cn-north-1", false, "https://cloudcontrolapi.cn-north-1.amazonaws.com.cn")]
    [InlineData("cloudcontrol", "eusc-de-east-1", false, "https://cloudcontrolapi.eusc-de-east-1.amazonaws.eu")]
    [InlineData("sts", "us-east-1", false, "https://sts.us-east-1.amazonaws.com")]
    [InlineData("sts", "eu-west-1", false, "https://sts.eu-west-1.amazonaws.com")]
    [InlineData("account", "eu-west-1", false, "https://account.us-east-1.amazonaws.com")]
    [InlineData("organizations", "eu-west-1", false, "https://organizations.us-east-1.amazonaws.com")]
    [InlineData("organizations", "us-gov-west-1", false, "https://organizations.us-gov-west-1.amazonaws.com")]
    [InlineData("iam", "eu-west-1", false, "https://iam.amazonaws.com")]
    [InlineData("s3", "eu-west-1", false, "https://s3.eu-west-1.amazonaws.com")]
    public void Resolve_ServiceAndRegion_GivesItsAddress(string service, string region, bool fips, string url) =>
        Assert.Equal(url, Resolve(service, region, fips, dualStack: false).Url);

    [Theory]
    [InlineData("account", "eu-west-1", "us-east-1")]
    [InlineData("organizations", "us-gov-east-1", "us-gov-west-1")]
    [InlineData("iam", "cn-northwest-1", "cn-north-1")]
    public void Resolve_GlobalService_SignsForItsOwnRegion(string service, string region, string signingRegion) =>
        Assert.Equal(signingRegion, Resolve(service, region, fips: false, dualStack: false).SigningRegion);

    [Fact]
    public async Task Resolve_EveryServiceAndRegion_AgreesWithBotocore()
    {
        await PythonScript.RequireBotocoreAsync();
        var differences = new List<string>();
        var compared = 0;

        foreach (var expected in await PythonScript.RunAsync("endpoints.py"))
        {
            var service = expected.GetProperty("service").GetString()!;
            if (AwsModels.Services.Contains(service))
            {
                compared++;
                var actual = Try(service, expected);
                if (actual != Expected(expected))
                {
                    differences.Add($"{expected}: {actual}");
                }
            }
        }

        output.WriteLine($"{compared} endpoints compared, {differences.Count} differ");
        Assert.True(compared > 9000, "botocore named too few endpoints.");
        Assert.Empty(differences);
    }

    private static (string? Url, string? Region, string? Name) Expected(JsonElement expected) =>
        (Text(expected, "url"), Text(expected, "signingRegion"), Text(expected, "signingName"));

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static (string? Url, string? Region, string? Name) Try(string service, JsonElement question)
    {
        try
        {
            var endpoint = Resolve(
                service,
                question.GetProperty("region").GetString()!,
                question.GetProperty("fips").GetBoolean(),
                question.GetProperty("dualStack").GetBoolean());
            return (endpoint.Url, endpoint.SigningRegion, endpoint.SigningName);
        }
        catch (AwsException)
        {
            return default;
        }
    }

    private static RuleEndpoint Resolve(string service, string region, bool fips, bool dualStack) =>
        new RuleSet(AwsModels.FindService(service).EndpointRules).Resolve(new Dictionary<string, object?>
        {
            ["AWS::Region"] = region,
            ["AWS::UseFIPS"] = fips,
            ["AWS::UseDualStack"] = dualStack,
        });
}
