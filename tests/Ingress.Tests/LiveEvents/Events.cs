namespace Pipeline.Ingress.Tests.LiveEvents;

/// <summary>Bodies as they come from AWS.</summary>
internal static class Events
{
    public const string Account = "111122223333";

    /// <summary>What Ocean's Terraform module makes of an event.</summary>
    public static string Hook(string kind, string identifier, string account = Account, string region = "eu-west-1") =>
        $$"""{"resource_type":"{{kind}}","identifier":"{{identifier}}","accountId":"{{account}}","awsRegion":"{{region}}","eventName":"X"}""";

    /// <summary>An API call as EventBridge sends it. The caller is of another account than the resource.</summary>
    public static string Call(
        string service, string name, string request = "{}", string response = "null", string? errorCode = null,
        string account = Account, string region = "eu-west-1", string id = "11111111-1111-1111-1111-111111111111") =>
        $$"""
        {"version":"0","id":"{{id}}","detail-type":"AWS API Call via CloudTrail","source":"aws.{{service}}","account":"{{account}}",
         "time":"2026-03-04T05:06:07Z","region":"{{region}}","resources":[],
         "detail":{"eventVersion":"1.09","userIdentity":{"type":"AssumedRole","accountId":"999999999999"},"eventTime":"2026-03-04T05:06:07Z",
          "eventSource":"{{service}}.amazonaws.com","eventName":"{{name}}","awsRegion":"{{region}}","recipientAccountId":"{{account}}",
          {{(errorCode is null ? "" : $"\"errorCode\":\"{errorCode}\",")}}"requestParameters":{{request}},"responseElements":{{response}} } }
        """;

    /// <summary>Any other event.</summary>
    public static string Event(
        string source, string type, string detail = "{}", string resources = "[]", string account = Account, string region = "eu-west-1") =>
        $$"""
        {"version":"0","id":"22222222-2222-2222-2222-222222222222","detail-type":"{{type}}","source":"{{source}}","account":"{{account}}",
         "time":"2026-03-04T05:06:07Z","region":"{{region}}","resources":{{resources}},"detail":{{detail}} }
        """;

    public static string Instances(string account, string region, params IEnumerable<string> ids) => Call(
        "ec2", "StartInstances", $$"""{"instancesSet":{"items":[{{string.Join(',', ids.Select(id => $$"""{"instanceId":"{{id}}"}"""))}}]} }""",
        account: account, region: region, id: Guid.NewGuid().ToString());
}
