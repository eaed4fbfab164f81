using System.Text.Json.Nodes;
using Amazon.SQS.Model;
using Pipeline.Emulators;
using Pipeline.Enumerator;
using Pipeline.Hosting;
using Pipeline.Ingress;
using Pipeline.Mapper;
using Pipeline.PortWriter;
using Pipeline.Services.Tests.Running;
using Pipeline.Simulator;

namespace Pipeline.Services.Tests.DeadLetters;

/// <summary>Letters of a run that is long over: what they show is not written, it is asked for again.</summary>
public sealed class OldLetterTests : IAsyncLifetime
{
    private const string Pages = "mapper-resources-enumerated-resync";
    private const string Kind = "AWS::SQS::Queue";

    private static readonly SimulatorOptions Small = new() { Accounts = 1, Regions = ["us-east-1"], Kinds = [Kind], ResourcesPerScope = 3 };

    private Fauxqs _emulator = null!;
    private InstallationUnderTest _installation = null!;
    private ServicesInProcess _services = null!;
    private Queues _queues = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        try
        {
            _emulator = await Fauxqs.StartAsync();
        }
        catch (EmulatorUnavailableException unavailable)
        {
            Assert.Skip(unavailable.Message);
        }

        _installation = await InstallationUnderTest.StartAsync(_emulator, Small);
        _services = new ServicesInProcess(_installation);
        _queues = new Queues(_emulator.Address, _installation.Prefix, "us-east-1");
    }

    public async ValueTask DisposeAsync()
    {
        if (_emulator is not null)
        {
            _queues.Dispose();
            await _services.DisposeAsync();
            await _installation.DisposeAsync();
            await _emulator.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, -15)]
    public async Task When_a_page_is_replayed_after_another_run_or_after_15_days_then_its_resources_are_fetched_and_nothing_stale_is_written(bool anotherRun, int days)
    {
        await StartAsync(new EnumeratorStage());
        await _services.StartAsync(new IngressStage(), ("OCEAN__EVENT_LISTENER__INTERVAL", "1"));
        await _queues.HoldsAsync(Pages, 1);
        var page = await PageAsync();
        await StartAsync(new MapperStage(), new PortWriterStage());
        await _services.EndedAsync(Token);
        if (anotherRun)
        {
            await _installation.ResyncAsync();
            await _services.EndedAsync(Token, runs: 2);
        }

        await _installation.ConvergedAsync(() => string.Empty);
        var fetched = Fetches();
        await _queues.PutAsync(Pages + "_error", Stale(page, days), page.MessageAttributes);
        Assert.Equal(0, (await CommandUnderTest.RunAsync(_installation.With(), "dead-letters", "replay")).ExitCode);

        await Eventually.TrueAsync(() => Fetches() >= fetched + 3);
        await Eventually.TrueAsync(async () => await _queues.CountAsync(Pages) + await _queues.CountAsync("port-writer-entities-mapped-live") == 0);
        await _installation.ConvergedAsync(() => string.Empty);
        var written = await _installation.EntityRequestsAsync();
        Assert.Contains("bulk", written, StringComparison.Ordinal);
        Assert.DoesNotContain("stale", written, StringComparison.Ordinal);
    }

    // A page of the kind itself, and not of accounts.
    private async Task<Message> PageAsync()
    {
        while (true)
        {
            var page = (await _queues.TakeAsync(Pages, 1)).Single();
            await _queues.PutAsync(Pages, page.Body, page.MessageAttributes);
            if (page.Body.Contains($"\"kind\":\"{Kind}\"", StringComparison.Ordinal))
            {
                return page;
            }
        }
    }

    private static string Stale(Message page, int days)
    {
        var envelope = JsonNode.Parse(page.Body)!;
        envelope["sentTime"] = TimeProvider.System.GetUtcNow().AddDays(days).ToString("O");
        foreach (var resource in envelope["message"]!["resources"]!.AsArray())
        {
            var properties = resource!["raw"]!["Properties"]!.AsObject();
            properties["VisibilityTimeout"] = 4711;
            properties["QueueName"] = "stale";
        }

        return envelope.ToJsonString();
    }

    private long Fetches() => _installation.World.Statistics.Requests.Where(request => request.Key.Contains("GetQueueAttributes", StringComparison.Ordinal) || request.Key.Contains("GetResource", StringComparison.Ordinal)).Sum(request => request.Value);

    private async Task StartAsync(params Stage[] stages)
    {
        foreach (var stage in stages)
        {
            await _services.StartAsync(stage);
        }
    }
}
