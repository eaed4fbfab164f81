using System.Xml.Linq;
using Amazon.Runtime;

namespace Pipeline.Simulator.Tests.Aws;

/// <summary>Roles of a world, and keys for them.</summary>
internal static class Roles
{
    public static string ManagementArn(SimulatedWorld world) => world.Environment["OCEAN__INTEGRATION__CONFIG__ORGANIZATION_ROLE_ARN"];

    public static string ManagementAccount(SimulatedWorld world) => ManagementArn(world).Split(':')[4];

    /// <summary>The read role of an account that is not the installation's own: the management account.</summary>
    public static string MemberArn(SimulatedWorld world) =>
        $"arn:aws:iam::{ManagementAccount(world)}:role/{world.Environment["OCEAN__INTEGRATION__CONFIG__ACCOUNT_READ_ROLE_NAME"]}";

    public static async Task<AWSCredentials> AssumeAsync(SimulatedWorld world, string arn, DateTimeOffset? at = null)
    {
        var answer = await TryAssumeAsync(world, arn, at);
        Assert.Equal(200, answer.Status);
        var keys = XDocument.Parse(answer.Text).Descendants().Single(element => element.Name.LocalName == "Credentials");
        string Of(string name) => keys.Elements().Single(element => element.Name.LocalName == name).Value;
        return new SessionAWSCredentials(Of("AccessKeyId"), Of("SecretAccessKey"), Of("SessionToken"));
    }

    public static async Task<AwsAnswer> TryAssumeAsync(SimulatedWorld world, string arn, DateTimeOffset? at = null, string session = "tests", string? seconds = null)
    {
        using var caller = new AwsCaller(world, AwsCaller.Own(world)) { SignedAt = at?.UtcDateTime };
        var form = $"Action=AssumeRole&Version=2011-06-15&RoleArn={Uri.EscapeDataString(arn)}&RoleSessionName={session}{(seconds is null ? "" : "&DurationSeconds=" + seconds)}";
        return await caller.SendAsync("sts", HttpMethod.Post, "/", System.Text.Encoding.UTF8.GetBytes(form), "application/x-www-form-urlencoded");
    }
}
