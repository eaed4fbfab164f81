using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Aws.Tests.Wire;

namespace Pipeline.Aws.Tests;

public sealed class ClockSkewTests
{
    [Fact]
    public async Task CallAsync_ThisMachinesClockIsWrong_SignsAnewWithAwssTime()
    {
        var awsTime = TimeProvider.System.GetUtcNow().AddHours(-3);
        await using var stub = await AwsStub.StartAsync((request, context) =>
        {
            context.Response.Headers.Date = awsTime.ToString("r", CultureInfo.InvariantCulture);
            var signed = DateTimeOffset.ParseExact(
                request.Headers["X-Amz-Date"], "yyyyMMddTHHmmssZ", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            return (signed - awsTime).Duration() < TimeSpan.FromMinutes(5)
                ? context.AnswerAsync(200, "{}")
                : context.AnswerAsync(403, """{"__type":"RequestTimeTooSkewed","message":"The difference between the request time and the current time is too large."}""");
        });
        using var client = stub.CreateClient();
        var call = Calls.Create("cloudcontrol", "ListResources", """{"TypeName":"AWS::S3::Bucket"}""");

        await client.CallAsync(call, TestContext.Current.CancellationToken);
        await client.CallAsync(call, TestContext.Current.CancellationToken);

        Assert.Equal(3, stub.Requests.Count);
    }

    [Theory]
    [InlineData(400, "ThrottlingException")]
    [InlineData(500, "InternalFailure")]
    [InlineData(503, "ServiceUnavailable")]
    [InlineData(403, "AccessDeniedException")]
    public async Task CallAsync_AnyOtherRefusal_IsOneRequest(int status, string code)
    {
        await using var stub = await AwsStub.StartAsync(status, $$"""{"__type":"{{code}}"}""");
        using var client = stub.CreateClient(new FakeTimeProvider());

        var error = await Assert.ThrowsAsync<AwsException>(() => client.CallAsync(
            Calls.Create("cloudcontrol", "ListResources", """{"TypeName":"AWS::S3::Bucket"}"""),
            TestContext.Current.CancellationToken));

        Assert.Equal(code, error.Code);
        Assert.Single(stub.Requests);
    }
}
