using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Pipeline.Tests.Aws;

/// <summary>
/// AWS on loopback for what the Simulator does not do. It knows one account with one region, and what a test adds;
/// the test's answer to a call comes first.
/// </summary>
internal sealed class AwsStub : IAsyncDisposable
{
    public const string Home = "111111111111";
    public const string Region = "eu-west-1";

    private readonly Func<StubRequest, Task<StubAnswer?>> _answer;
    private readonly ConcurrentQueue<StubRequest> _requests = new();
    private LoopbackServer? _server;

    private AwsStub(Func<StubRequest, Task<StubAnswer?>> answer) => _answer = answer;

    public IReadOnlyList<StubRequest> Requests => [.. _requests];

    public string Url => _server!.Url;

    public static Task<AwsStub> StartAsync(Func<StubRequest, StubAnswer?> answer, int port = 0) =>
        StartAsync(request => Task.FromResult(answer(request)), port);

    public static async Task<AwsStub> StartAsync(Func<StubRequest, Task<StubAnswer?>> answer, int port = 0)
    {
        var stub = new AwsStub(answer);
        stub._server = await LoopbackServer.StartAsync(stub.HandleAsync, port);
        return stub;
    }

    public int Count(string operation) => _requests.Count(request => request.Operation == operation);

    /// <summary>A Cloud Control page of resources that have no properties but a name.</summary>
    public static StubAnswer Page(string? next, params string[] identifiers)
    {
        var descriptions = identifiers.Select(name => $$"""{"Identifier":"{{name}}","Properties":"{\"Name\":\"{{name}}\"}"}""");
        var token = next is null ? "" : $",\"NextToken\":\"{next}\"";
        return StubAnswer.Json($$"""{"ResourceDescriptions":[{{string.Join(',', descriptions)}}]{{token}}}""");
    }

    public static StubAnswer Resource(string identifier) => StubAnswer.Json(
        $$"""{"ResourceDescription":{"Identifier":"{{identifier}}","Properties":"{\"Name\":\"{{identifier}}\",\"Read\":true}"} }""");

    public async ValueTask DisposeAsync() => await _server!.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        var request = await StubRequest.ReadAsync(context.Request);
        _requests.Enqueue(request);
        var answer = await _answer(request) ?? Default(request);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.Headers["x-amzn-RequestId"] = "request-1";
        await context.Response.WriteAsync(answer.Body);
    }

    private static StubAnswer Default(StubRequest request) => request.Operation switch
    {
        "GetCallerIdentity" => StubAnswer.Xml(
            "GetCallerIdentity", $"<Account>{Home}</Account><Arn>arn:aws:iam::{Home}:user/me</Arn><UserId>U</UserId>"),
        "AssumeRole" => Keys(request.Form("RoleArn").Split(':')[4]),
        "ListAccounts" => StubAnswer.Error("AWSOrganizationsNotInUseException"),
        "/listRegions" => StubAnswer.Json($$"""{"Regions":[{"RegionName":"{{Region}}","RegionOptStatus":"ENABLED_BY_DEFAULT"}]}"""),
        _ => StubAnswer.Error("UnknownOperationException", $"The stub does not know {request.Service}:{request.Operation}."),
    };

    public static StubAnswer Keys(string account, string lifetimeEnd = "2100-01-01T00:00:00Z") => StubAnswer.Xml(
        "AssumeRole",
        $"<Credentials><AccessKeyId>ASIA{account}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>"
        + $"<Expiration>{lifetimeEnd}</Expiration></Credentials>"
        + $"<AssumedRoleUser><AssumedRoleId>R:s</AssumedRoleId><Arn>arn:aws:sts::{account}:assumed-role/reader/s</Arn></AssumedRoleUser>");
}
