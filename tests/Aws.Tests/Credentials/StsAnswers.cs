using System.Globalization;
using Microsoft.AspNetCore.Http;
using Pipeline.Aws.Tests.Wire;

namespace Pipeline.Aws.Tests.Credentials;

/// <summary>An STS that hands out numbered keys, and a Cloud Control that lists nothing with them.</summary>
internal sealed class StsAnswers(TimeProvider time)
{
    private int _issued;

    /// <summary>The account that assumed roles belong to.</summary>
    public string Account { get; init; } = "210987654321";

    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(1);

    public Func<Task> BeforeAnswer { get; init; } = () => Task.CompletedTask;

    public Func<bool> IsHealthy { get; init; } = () => true;

    /// <summary>The session token that Cloud Control calls expired.</summary>
    public string? ExpiredToken { get; init; }

    public Task<AwsStub> StartAsync() => AwsStub.StartAsync((request, context) =>
        request.Operation == "AssumeRole" ? AnswerKeysAsync(context) : AnswerListAsync(request, context));

    private Task AnswerListAsync(RecordedRequest request, HttpContext context) =>
        ExpiredToken is not null && request.Headers.GetValueOrDefault("X-Amz-Security-Token") == ExpiredToken
            ? context.AnswerAsync(400, """{"__type":"ExpiredTokenException","message":"The security token included in the request is expired"}""")
            : context.AnswerAsync(200, """{"ResourceDescriptions":[]}""");

    private async Task AnswerKeysAsync(HttpContext context)
    {
        await BeforeAnswer();
        if (!IsHealthy())
        {
            await context.AnswerAsync(503, "", "text/xml");
            return;
        }

        var number = Interlocked.Increment(ref _issued);
        var expiration = time.GetUtcNow().Add(Lifetime).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        await context.AnswerAsync(
            200,
            $"""
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
            <AssumedRoleUser><AssumedRoleId>AROA:x</AssumedRoleId><Arn>arn:aws:sts::{Account}:assumed-role/reader/x</Arn></AssumedRoleUser>
            <Credentials><AccessKeyId>ASIA{number}</AccessKeyId><SecretAccessKey>secret-{number}</SecretAccessKey>
            <SessionToken>token-{number}</SessionToken><Expiration>{expiration}</Expiration></Credentials>
            </AssumeRoleResult></AssumeRoleResponse>
            """,
            "text/xml");
    }
}
