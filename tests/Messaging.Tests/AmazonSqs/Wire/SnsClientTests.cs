using System.Net;
using Amazon.Runtime;
using Pipeline.Messaging.AmazonSqs;
using Pipeline.Messaging.AmazonSqs.Clients;

namespace Pipeline.Messaging.Tests.AmazonSqs.Wire;

public sealed class SnsClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("eu-central-1", "sns.eu-central-1.amazonaws.com")]
    [InlineData("cn-north-1", "sns.cn-north-1.amazonaws.com.cn")]
    [InlineData("us-gov-west-1", "sns.us-gov-west-1.amazonaws.com")]
    public async Task Send_Region_GoesToItsHostSignedForItWithTheSessionToken(string region, string host)
    {
        HttpRequestMessage? sent = null;
        using var sut = new SnsClient(
            new SessionAWSCredentials("AKIDEXAMPLE", "secret", "token"),
            new AmazonSimpleNotificationServiceConfig
            {
                RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(region),
                HttpClientFactory = new SeenRequests((request, _, _) =>
                {
                    sent = request;
                    return Task.FromResult(StubAws.Text("text/xml", "<R><TopicArn>arn</TopicArn></R>"));
                }),
            });

        await sut.CreateTopicAsync("a topic+", fifo: true, Token);

        Assert.Equal(host, sent!.RequestUri!.Host);
        Assert.Contains($"/{region}/sns/aws4_request", sent.Headers.GetValues("Authorization").Single(), StringComparison.Ordinal);
        Assert.Equal("token", sent.Headers.GetValues("X-Amz-Security-Token").Single());
    }

    [Fact]
    public async Task Send_TextOfAllKinds_IsEncodedAsAwsReadsIt()
    {
        string? body = null;
        using var sut = Client(async request =>
        {
            body = await request.Content!.ReadAsStringAsync(Token);
            return StubAws.Text("text/xml", "<R/>");
        });

        await sut.CreateTopicAsync("a ü+&=~-_.🙂%", fifo: false, Token);

        Assert.Equal("Action=CreateTopic&Version=2010-03-31&Name=a%20%C3%BC%2B%26%3D~-_.%F0%9F%99%82%25", body);
    }

    [Fact]
    public async Task Send_Refused_SaysWhatAwsSaid()
    {
        using var sut = Client(_ => Task.FromResult(StubAws.Text(
            "text/xml",
            "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>Sender</Type><Code>AuthorizationError</Code><Message>not you</Message></Error><RequestId>7</RequestId></ErrorResponse>",
            HttpStatusCode.Forbidden)));

        var failure = await Assert.ThrowsAsync<AmazonServiceException>(() => sut.CreateTopicAsync("topic", false, Token));

        Assert.Equal(("AuthorizationError", "not you", HttpStatusCode.Forbidden), (failure.ErrorCode, failure.Message, failure.StatusCode));
        Assert.False(Failures.IsTransient(failure));
    }

    [Theory]
    [InlineData(503, "<html>down</html>")]
    [InlineData(400, "<ErrorResponse><Error><Code>Throttling</Code><Message>slow</Message></Error></ErrorResponse>")]
    [InlineData(429, "<ErrorResponse><Error><Code>Other</Code></Error></ErrorResponse>")]
    [InlineData(200, "<cut")]
    public async Task Send_AnswerThatPasses_IsNotRetriedHereButKnownAsTransient(int status, string answer)
    {
        var requests = 0;
        using var sut = Client(_ =>
        {
            requests++;
            return Task.FromResult(StubAws.Text("text/xml", answer, (HttpStatusCode)status));
        });

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => sut.CreateTopicAsync("topic", false, Token));

        Assert.True(Failures.IsTransient(failure), failure.ToString());
        Assert.Equal(1, requests);
    }

    [Fact]
    public async Task Send_ClockIsWrong_GoesOutOnceMoreWithAwsTime()
    {
        var requests = 0;
        using var sut = Client(_ =>
        {
            var answer = ++requests > 1
                ? StubAws.Text("text/xml", "<R><TopicArn>arn</TopicArn></R>")
                : StubAws.Text("text/xml", "<ErrorResponse><Error><Code>RequestTimeTooSkewed</Code><Message>clock</Message></Error></ErrorResponse>", HttpStatusCode.Forbidden);
            answer.Headers.Date = TimeProvider.System.GetUtcNow().AddHours(3);
            return Task.FromResult(answer);
        });

        Assert.Equal("arn", await sut.CreateTopicAsync("topic", false, Token));
        Assert.Equal(2, requests);
    }

    private static SnsClient Client(Func<HttpRequestMessage, Task<HttpResponseMessage>> answer) => new(
        new BasicAWSCredentials("AKIDEXAMPLE", "secret"),
        new AmazonSimpleNotificationServiceConfig
        {
            ServiceURL = "http://sns.test",
            AuthenticationRegion = "eu-west-1",
            HttpClientFactory = new SeenRequests((request, _, _) => answer(request)),
        });
}
