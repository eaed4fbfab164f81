using System.Collections.Concurrent;
using System.Text;
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
        var journal = new Journal { Failures = 1 };
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
        var journal = new Journal { Failures = int.MaxValue };
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
        var journal = new Journal();
        using var host = await StartAsync(journal);

        await PublishAsync(host, new StartRun { RunId = Guid.CreateVersion7(), MappingVersion = "größe" });

        await journal.Succeeded.Task.WaitAsync(TimeSpan.FromSeconds(10), Token);
        Assert.Contains("größe", journal.Body, StringComparison.Ordinal);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Stop_MessageUnderWay_IsFinishedFirst()
    {
        var journal = new Journal { Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) };
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
        var journal = new Journal { Gate = new TaskCompletionSource() };
        using var host = await StartAsync(journal, stopTimeout: TimeSpan.FromSeconds(1));
        await PublishAsync(host, new StartRun { RunId = Guid.CreateVersion7(), MappingVersion = "v1" });
        await journal.Started.Task.WaitAsync(TimeSpan.FromSeconds(10), Token);

        await host.StopAsync(Token).WaitAsync(TimeSpan.FromSeconds(10), Token);

        Assert.False(journal.Succeeded.Task.IsCompleted);
    }

    [Fact]
    public async Task Stop_ListingWaitsForCredit_EndsAtOnce()
    {
        var journal = new Journal { TakesCredit = true };
        using var host = await StartAsync(journal);
        var credit = host.Services.GetRequiredService<PageCredit>();
        await credit.TakeAsync(new BatchId(Guid.Empty, "scope", 1, 1), 512, Token);
        await PublishAsync(host, new StartRun { RunId = Guid.CreateVersion7(), MappingVersion = "v1" });
        await journal.Started.Task.WaitAsync(TimeSpan.FromSeconds(10), Token);

        await host.StopAsync(Token).WaitAsync(TimeSpan.FromSeconds(10), Token);

        Assert.False(journal.Succeeded.Task.IsCompleted);
    }

    [Fact]
    public async Task AddPipelineBus_Host_Gives25SecondsToMessagesUnderWay()
    {
        using var host = await StartAsync(new Journal());

        var options = host.Services.GetRequiredService<IOptions<MassTransitHostOptions>>().Value;
        Assert.Equal(TimeSpan.FromSeconds(25), options.StopTimeout);
        Assert.True(options.ConsumerStopTimeout < options.StopTimeout);
        Assert.NotNull(host.Services.GetRequiredService<PageCredit>());
        await host.StopAsync(Token);
    }

    private static async Task<IHost> StartAsync(Journal journal, TimeSpan? stopTimeout = null)
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

    /// <summary>What the consumers are to do, and what they did.</summary>
    private sealed class Journal
    {
        private int _tries;

        public int Failures { get; init; }

        public TaskCompletionSource? Gate { get; init; }

        public bool TakesCredit { get; init; }

        public int Tries => _tries;

        public string Body { get; set; } = string.Empty;

        public bool WasCancelled { get; set; }

        public ConcurrentQueue<Fault<StartRun>> Faults { get; } = [];

        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Succeeded { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Faulted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Try() => Interlocked.Increment(ref _tries) > Failures;
    }

    private sealed class StartRunConsumer(Journal journal, PageCredit credit) : IConsumer<StartRun>
    {
        public async Task Consume(ConsumeContext<StartRun> context)
        {
            journal.Started.TrySetResult();
            if (!journal.Try())
            {
                throw new InvalidOperationException("it broke");
            }

            if (journal.TakesCredit)
            {
                await credit.TakeAsync(new BatchId(context.Message.RunId, "scope", 1, 1), 1024, context.CancellationToken);
            }

            journal.Body = Encoding.UTF8.GetString(context.ReceiveContext.GetBody());
            await (journal.Gate?.Task ?? Task.CompletedTask).WaitAsync(context.CancellationToken);
            journal.WasCancelled = context.CancellationToken.IsCancellationRequested;
            journal.Succeeded.TrySetResult();
        }
    }

    private sealed class FaultConsumer(Journal journal) : IConsumer<Fault<StartRun>>
    {
        public Task Consume(ConsumeContext<Fault<StartRun>> context)
        {
            journal.Faults.Enqueue(context.Message);
            journal.Faulted.TrySetResult();
            return Task.CompletedTask;
        }
    }

    private sealed class StartRunDefinition() : StageConsumerDefinition<StartRunConsumer>("start-run", concurrency: 1);
}
