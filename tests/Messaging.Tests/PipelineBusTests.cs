using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Contracts;
using Pipeline.Messaging.Bus;
using Pipeline.Messaging.Flow;

namespace Pipeline.Messaging.Tests;

public sealed class PipelineBusTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Consume_ThrowsOnce_IsTriedAgainWithoutAFault()
    {
        var journal = new StartRunJournal { Failures = 1 };
        using var host = await StartAsync(journal);

        await PublishAsync(host, new StartRun { RunId = Guid.CreateVersion7(), MappingVersion = "v1" });

        await journal.Succeeded.Task.WaitAsync(TimeSpan.FromSeconds(10), Token);
        await host.StopAsync(Token);
        Assert.Equal(2, journal.Tries);
        Assert.Empty(journal.Faults);
    }

    [Fact]
    public async Task Consume_KeepsThrowing_IsTriedThreeTimesThenPublishesOneFault()
    {
        var journal = new StartRunJournal { Failures = int.MaxValue };
        using var host = await StartAsync(journal);
        var message = new StartRun { RunId = Guid.CreateVersion7(), MappingVersion = "v1" };

        await PublishAsync(host, message);

        await journal.Faulted.Task.WaitAsync(TimeSpan.FromSeconds(10), Token);
        await host.StopAsync(Token);
        Assert.Equal(3, journal.Tries);
        var fault = Assert.Single(journal.Faults);
        Assert.Equal(message.RunId, fault.Message.RunId);
        Assert.Equal("it broke", Assert.Single(fault.Exceptions).Message);
    }

    [Fact]
    public async Task Publish_TextBeyondAscii_IsNotEscaped()
    {
        var journal = new StartRunJournal();
        using var host = await StartAsync(journal);

        await PublishAsync(host, new StartRun { RunId = Guid.CreateVersion7(), MappingVersion = "größe" });

        await journal.Succeeded.Task.WaitAsync(TimeSpan.FromSeconds(10), Token);
        Assert.Contains("größe", journal.Body, StringComparison.Ordinal);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Stop_MessageUnderWay_IsFinishedFirst()
    {
        var journal = new StartRunJournal { Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) };
        using var host = await StartAsync(journal);
        await PublishAsync(host, new StartRun { RunId = Guid.CreateVersion7(), MappingVersion = "v1" });
        await journal.Started.Task.WaitAsync(TimeSpan.FromSeconds(10), Token);

        var stopping = host.StopAsync(Token);
        Assert.False(journal.Succeeded.Task.IsCompleted);
        journal.Gate.SetResult();

        await stopping;
        Assert.True(journal.Succeeded.Task.IsCompletedSuccessfully);
        Assert.False(journal.WasCancelled);
    }

    [Fact]
    public async Task Stop_MessageThatDoesNotEnd_GivesUpAfterItsTime()
    {
        var journal = new StartRunJournal { Gate = new TaskCompletionSource() };
        using var host = await StartAsync(journal, stopTimeout: TimeSpan.FromSeconds(1));
        await PublishAsync(host, new StartRun { RunId = Guid.CreateVersion7(), MappingVersion = "v1" });
        await journal.Started.Task.WaitAsync(TimeSpan.FromSeconds(10), Token);

        await host.StopAsync(Token).WaitAsync(TimeSpan.FromSeconds(10), Token);

        Assert.False(journal.Succeeded.Task.IsCompleted);
    }

    [Fact]
    public async Task Stop_ListingWaitsForCredit_EndsAtOnce()
    {
        var journal = new StartRunJournal { TakesCredit = true };
        using var host = await StartAsync(journal);
        var credit = host.Services.GetRequiredService<PageCredit>();
        await credit.TakeAsync(new BatchId(Guid.Empty, "scope", 1, 1), 512, Token);
        await PublishAsync(host, new StartRun { RunId = Guid.CreateVersion7(), MappingVersion = "v1" });
        await journal.Started.Task.WaitAsync(TimeSpan.FromSeconds(10), Token);

        await host.StopAsync(Token).WaitAsync(TimeSpan.FromSeconds(10), Token);

        Assert.False(journal.Succeeded.Task.IsCompleted);
    }

    [Fact]
    public async Task AddPipelineBus_Host_GivesMessagesUnderWayAllButOneOf25Seconds()
    {
        using var host = await StartAsync(new StartRunJournal());

        var options = host.Services.GetRequiredService<IOptions<MassTransitHostOptions>>().Value;
        Assert.Equal(TimeSpan.FromSeconds(24), options.StopTimeout);
        Assert.True(options.ConsumerStopTimeout < options.StopTimeout);
        Assert.NotNull(host.Services.GetRequiredService<PageCredit>());
        await host.StopAsync(Token);
    }

    private static async Task<IHost> StartAsync(StartRunJournal journal, TimeSpan? stopTimeout = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(journal);
        builder.Services.AddPipelineBus(pagesInFlightBytes: 1024, bus =>
        {
            bus.AddConsumer<StartRunConsumer, StartRunDefinition>();
            bus.AddConsumer<FaultConsumer>();
        });
        if (stopTimeout is { } timeout)
        {
            builder.Services.Configure<MassTransitHostOptions>(options => (options.StopTimeout, options.ConsumerStopTimeout) = (2 * timeout, timeout));
        }

        var host = builder.Build();
        await host.StartAsync(Token);
        return host;
    }

    private static Task PublishAsync(IHost host, StartRun message) => host.Services.GetRequiredService<IBus>().Publish(message, Token);
}
