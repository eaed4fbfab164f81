using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Aws.Errors;
using Pipeline.Aws.Tests.Wire;

namespace Pipeline.Aws.Tests;

public sealed class AwsClientFailureTests
{
    [Fact]
    public async Task CallAsync_Refused_SaysWhatAwsSaid()
    {
        await using var stub = await AwsStub.StartAsync(
            400, """{"__type":"com.amazon.cloudapi#ThrottlingException","message":"Rate exceeded"}""");
        using var client = stub.CreateClient();

        var error = await Assert.ThrowsAsync<AwsException>(() => client.CallAsync(
            Calls.Create("cloudcontrol", "ListResources", """{"TypeName":"AWS::S3::Bucket"}"""),
            TestContext.Current.CancellationToken));

        Assert.Equal(AwsErrorClass.Throttled, error.Class);
        Assert.Equal("ThrottlingException", error.Code);
        Assert.Equal("Rate exceeded", error.Reason);
        Assert.Equal(400, error.StatusCode);
        Assert.Equal("request-1", error.RequestId);
        Assert.Equal(("cloudcontrol", "ListResources", "eu-west-1"), (error.Service, error.Operation, error.Region));
        Assert.Single(stub.Requests);
    }

    // HttpClient lets the socket's own exception out when a connection is reset between its making and its first use.
    [Fact]
    public void Translate_ConnectionGoneAsItIsMade_IsTransient()
    {
        var call = Calls.Create("cloudcontrol", "ListResources", "{}");

        Assert.Equal(AwsErrorClass.Transient, Failures.Translate(new SocketException((int)SocketError.NotConnected), call).Class);
    }

    [Fact]
    public async Task CallAsync_BodyCutOff_IsTransient()
    {
        await using var stub = await AwsStub.StartAsync(async (_, context) =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("""{"ResourceDescriptions":[""");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        using var client = stub.CreateClient();

        var error = await Assert.ThrowsAsync<AwsException>(() => client.CallAsync(
            Calls.Create("cloudcontrol", "ListResources", """{"TypeName":"AWS::S3::Bucket"}"""),
            TestContext.Current.CancellationToken));

        Assert.Equal(AwsErrorClass.Transient, error.Class);
        Assert.Single(stub.Requests);
    }

    [Theory]
    [InlineData("""{"ResourceDescriptions":[""")]
    [InlineData("<html>Bad gateway</html>")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task CallAsync_BodyThatCannotBeRead_IsTransient(string body)
    {
        await using var stub = await AwsStub.StartAsync(200, body);
        using var client = stub.CreateClient();

        var error = await Assert.ThrowsAsync<AwsException>(() => client.CallAsync(
            Calls.Create("cloudcontrol", "ListResources", """{"TypeName":"AWS::S3::Bucket"}"""),
            TestContext.Current.CancellationToken));

        Assert.Equal((AwsErrorClass.Transient, "MalformedResponse"), (error.Class, error.Code));
    }

    [Theory]
    [InlineData("sts", "GetCallerIdentity", "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>a")]
    [InlineData("sts", "GetCallerIdentity", "")]
    [InlineData("elasticache", "DescribeCacheClusters", "<html><body>Please log in</body></html>")]
    [InlineData("elasticache", "DescribeCacheClusters", "<DescribeCacheClustersResponse></DescribeCacheClustersResponse>")]
    [InlineData("ec2", "DescribeImages", "<html><body>Please log in</body></html>")]
    [InlineData("ec2", "DescribeImages", "")]
    public async Task CallAsync_XmlThatIsNoAnswer_IsTransient(string service, string operation, string body)
    {
        await using var stub = await AwsStub.StartAsync(200, body, "text/xml");
        using var client = stub.CreateClient();

        var error = await Assert.ThrowsAsync<AwsException>(() => client.CallAsync(
            Calls.Create(service, operation), TestContext.Current.CancellationToken));

        Assert.Equal((AwsErrorClass.Transient, "MalformedResponse"), (error.Class, error.Code));
    }

    [Fact]
    public async Task CallAsync_NoAnswerInTime_IsTransient()
    {
        var asked = new TaskCompletionSource();
        await using var stub = await AwsStub.StartAsync(async (_, context) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        });
        var time = new FakeTimeProvider();
        using var client = stub.CreateClient(time, TimeSpan.FromSeconds(60));

        var call = client.CallAsync(Calls.Create("sts", "GetCallerIdentity"), TestContext.Current.CancellationToken);
        await asked.Task;
        time.Advance(TimeSpan.FromSeconds(61));

        var error = await Assert.ThrowsAsync<AwsException>(() => call);
        Assert.Equal((AwsErrorClass.Transient, "Timeout"), (error.Class, error.Code));
    }

    [Fact]
    public async Task CallAsync_CallerCancels_IsNoAwsError()
    {
        var asked = new TaskCompletionSource();
        await using var stub = await AwsStub.StartAsync(async (_, context) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        });
        using var client = stub.CreateClient();
        using var cancellation = new CancellationTokenSource();

        var call = client.CallAsync(Calls.Create("sts", "GetCallerIdentity"), cancellation.Token);
        await asked.Task;
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task CallAsync_NothingAnswersTheConnection_IsUnreachable()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems answer connections that nobody has accepted.");
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start(backlog: 0);
        using var waiting = new TcpClient();
        await waiting.ConnectAsync((System.Net.IPEndPoint)listener.LocalEndpoint, TestContext.Current.CancellationToken);
        using var client = new AwsClient(
            new AwsClientOptions
            {
                Environment = new Dictionary<string, string?> { ["AWS_ENDPOINT_URL"] = $"http://{listener.LocalEndpoint}" },
                ConnectTimeout = TimeSpan.FromMilliseconds(200),
            },
            TimeProvider.System);

        var error = await Assert.ThrowsAsync<AwsException>(() => client.CallAsync(
            Calls.Create("sts", "GetCallerIdentity"), TestContext.Current.CancellationToken));

        Assert.Equal(AwsErrorClass.Unreachable, error.Class);
    }

    [Fact]
    public async Task CallAsync_NothingListens_IsUnreachable()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var url = $"http://{listener.LocalEndpoint}";
        listener.Stop();
        using var client = new AwsClient(
            new AwsClientOptions { Environment = new Dictionary<string, string?> { ["AWS_ENDPOINT_URL"] = url } },
            TimeProvider.System);

        var error = await Assert.ThrowsAsync<AwsException>(() => client.CallAsync(
            Calls.Create("sts", "GetCallerIdentity"), TestContext.Current.CancellationToken));

        Assert.Equal(AwsErrorClass.Unreachable, error.Class);
    }

    [Theory]
    [InlineData("cloudcontol", "ListResources", "{}", "UnknownService", "did you mean 'cloudcontrol'?")]
    [InlineData("cloudcontrol", "ListResource", "{}", "UnknownOperation", "did you mean 'ListResources'?")]
    [InlineData("cloudcontrol", "ListResources", """{"Typename":"x"}""", "InvalidParameter", "did you mean 'TypeName'?")]
    [InlineData("cloudcontrol", "ListResources", """{"TypeName":7}""", "InvalidParameter", "'TypeName' must be a string, not number")]
    [InlineData("cloudcontrol", "ListResources", "[]", "InvalidParameter", "must be a JSON object")]
    [InlineData("lambda", "GetFunction", "{}", "InvalidParameter", "'FunctionName' for its path")]
    public async Task CallAsync_WrongCall_SaysWhatIsMeant(string service, string operation, string parameters, string code, string hint)
    {
        await using var stub = await AwsStub.StartAsync(200, "{}");
        using var client = stub.CreateClient();

        var error = await Assert.ThrowsAsync<AwsException>(() => client.CallAsync(
            Calls.Create(service, operation, parameters), TestContext.Current.CancellationToken));

        Assert.Equal((AwsErrorClass.InvalidRequest, code), (error.Class, error.Code));
        Assert.Contains(hint, error.Message, StringComparison.Ordinal);
        Assert.Empty(stub.Requests);
    }
}
