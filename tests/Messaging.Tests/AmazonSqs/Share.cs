using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Emulators;
using Pipeline.Messaging.AmazonSqs;
using Pipeline.Messaging.AmazonSqs.Clients;
using Pipeline.Messaging.AmazonSqs.Configuration;

namespace Pipeline.Messaging.Tests.AmazonSqs;

/// <summary>One test's part of an emulator: names that no other test uses, and what looks at queues from outside.</summary>
internal sealed class Share(Emulator emulator)
{
    private const string Region = "eu-west-1";

    /// <summary>Begins all names of this test.</summary>
    public string Prefix { get; } = $"t{Guid.NewGuid():N}"[..9] + "-";

    /// <summary>Sees and changes each request that the bus makes.</summary>
    public Func<HttpRequestMessage, CancellationToken, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>>? Between { get; set; }

    public Uri Address => emulator.Address;

    public IAmazonSQS Sqs { get; } = new AmazonSQSClient(Keys, new AmazonSQSConfig { ServiceURL = emulator.Address.ToString(), AuthenticationRegion = Region });

    public SnsClient Sns { get; } = new(
        Keys, new AmazonSimpleNotificationServiceConfig { ServiceURL = emulator.Address.ToString(), AuthenticationRegion = Region });

    private static BasicAWSCredentials Keys => new("test", "test");

    public string Queue(string endpoint) => Prefix + endpoint;

    /// <summary>Starts a host with a bus; logs go to the test's output.</summary>
    public async Task<IHost> StartAsync(
        Action<IBusRegistrationConfigurator> consumers,
        Action<IBusRegistrationContext, IAmazonSqsBusFactoryConfigurator>? configure = null,
        Action<IServiceCollection>? services = null)
    {
        var host = Build(consumers, configure, services);
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    public IHost Build(
        Action<IBusRegistrationConfigurator> consumers,
        Action<IBusRegistrationContext, IAmazonSqsBusFactoryConfigurator>? configure = null,
        Action<IServiceCollection>? services = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddProvider(new TestOutputLogs()).SetMinimumLevel(LogLevel.Debug);
        builder.Services.Configure<MassTransitHostOptions>(options =>
        {
            options.WaitUntilStarted = true;

            // A test that fails must not wait for a handler that waits for the test.
            (options.ConsumerStopTimeout, options.StopTimeout) = (TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(25));
        });
        services?.Invoke(builder.Services);
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            consumers(bus);
            bus.UsingAmazonSqs((context, sqs) => Configure(context, sqs, configure));
        });
        return builder.Build();
    }

    public async Task<IReadOnlyList<Message>> TakeAsync(string endpoint, int waitSeconds = 5)
    {
        var url = (await Sqs.GetQueueUrlAsync(Queue(endpoint))).QueueUrl;
        var response = await Sqs.ReceiveMessageAsync(new ReceiveMessageRequest
        {
            QueueUrl = url,
            MaxNumberOfMessages = 10,
            WaitTimeSeconds = waitSeconds,
            MessageAttributeNames = ["All"],
            MessageSystemAttributeNames = ["All"],
        });
        return response.Messages ?? [];
    }

    public async Task PutAsync(string endpoint, string body, Dictionary<string, MessageAttributeValue>? attributes = null)
    {
        var url = (await Sqs.GetQueueUrlAsync(Queue(endpoint))).QueueUrl;
        await Sqs.SendMessageAsync(new SendMessageRequest(url, body) { MessageAttributes = attributes });
    }

    /// <summary>Takes a subscription away. Emulators read of a signature no more than whose service is meant.</summary>
    public async Task UnsubscribeAsync(string subscriptionArn)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, Address);
        request.Content = new FormUrlEncodedContent([new("Action", "Unsubscribe"), new("Version", "2010-03-31"), new("SubscriptionArn", subscriptionArn)]);
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"AWS4-HMAC-SHA256 Credential=test/20260101/{Region}/sns/aws4_request, SignedHeaders=host, Signature=0");
        using var response = await client.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Messages in a queue: those that may be received, and those that somebody has.</summary>
    public async Task<(int Visible, int Hidden)> CountAsync(string endpoint)
    {
        var url = (await Sqs.GetQueueUrlAsync(Queue(endpoint))).QueueUrl;
        var attributes = await Sqs.GetQueueAttributesAsync(url, ["All"]);
        return (attributes.ApproximateNumberOfMessages, attributes.ApproximateNumberOfMessagesNotVisible);
    }

    public Task EmptyAsync(string endpoint) => Eventually.TrueAsync(async () => await CountAsync(endpoint) is (0, 0), $"{endpoint} is empty");

    private void Configure(
        IBusRegistrationContext context,
        IAmazonSqsBusFactoryConfigurator sqs,
        Action<IBusRegistrationContext, IAmazonSqsBusFactoryConfigurator>? configure)
    {
        ((SqsBusFactoryConfigurator)sqs).Settings.PolicySettleTime = TimeSpan.FromMilliseconds(20);
        sqs.Host(Region, host =>
        {
            host.AccessKey("test");
            host.SecretKey("test");
            host.Config(new AmazonSQSConfig { ServiceURL = emulator.Address.ToString(), HttpClientFactory = Requests() });
            host.Config(new AmazonSimpleNotificationServiceConfig { ServiceURL = emulator.Address.ToString(), HttpClientFactory = Requests() });
        });
        sqs.MessageTopology.SetEntityNameFormatter(new PrefixEntityNameFormatter(sqs.MessageTopology.EntityNameFormatter, Prefix));
        configure?.Invoke(context, sqs);
    }

    private SeenRequests? Requests() => Between is null ? null : new SeenRequests(Between);
}
