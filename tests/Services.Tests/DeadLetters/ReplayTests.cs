using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Contracts;
using Pipeline.Emulators;
using Pipeline.Enumerator;
using Pipeline.Ingress;
using Pipeline.Mapper;
using Pipeline.PortWriter;
using Pipeline.Services.Tests.Running;
using Pipeline.Simulator;

namespace Pipeline.Services.Tests.DeadLetters;

/// <summary>R23: a run all of whose pages became dead letters, replayed by a command that is killed, run twice at once, and run again.</summary>
public sealed class ReplayTests : IAsyncLifetime
{
    private const string Pages = "mapper-resources-enumerated-resync";
    private const int Regions = 10;
    private const int Accounts = 20;
    private const int HeldByOthers = 2;

    // The promise is about 10,000, which takes minutes: PIPELINE_LETTERS=10000. In the normal tests it is a sample.
    private static readonly int Kinds =
        (int.TryParse(Environment.GetEnvironmentVariable("PIPELINE_LETTERS"), CultureInfo.InvariantCulture, out var count) ? count : 2_000) / (Regions * Accounts);

    // A page for each kind in each region of each account, and those of the accounts themselves.
    private static readonly int Letters = Kinds * Regions * Accounts;

    private Fauxqs _emulator = null!;

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
    }

    public ValueTask DisposeAsync() => _emulator?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task When_many_letters_are_replayed_by_commands_that_are_killed_and_repeated_then_Port_equals_the_organisation()
    {
        await using var installation = await InstallationUnderTest.StartAsync(_emulator, Estate);
        await using var services = new ServicesInProcess(installation);
        using var queues = new Queues(_emulator.Address, installation.Prefix, Estate.Regions[0]);
        await services.StartAsync(new EnumeratorStage());
        await services.StartAsync(new PortWriterStage());
        await services.StartAsync(new IngressStage());
        await queues.HoldsAsync(Pages, Letters, TimeSpan.FromMinutes(5));
        var buried = await queues.BuryAsync(Pages);
        Assert.InRange(buried, Letters, Letters + 100);
        await services.StartAsync(new MapperStage());

        await KilledAfterSomeAsync(installation, queues);
        var twice = await Task.WhenAll(ReplayAsync(installation), ReplayAsync(installation));
        Assert.All(twice, replay => Assert.True(replay.ExitCode is 0 or HeldByOthers, replay.Said));

        // What the one that was killed had in hand comes back after a minute.
        var last = (ExitCode: HeldByOthers, Output: string.Empty, Said: string.Empty);
        await Eventually.TrueAsync(
            async () => (last = await ReplayAsync(installation)) is { ExitCode: 0, Output: "0 replayed, 0 kept." }, () => last.Said, TimeSpan.FromMinutes(3));
        await installation.ConvergedAsync(() => string.Empty);
        Assert.Equal(RunOutcome.Complete, (await services.EndedAsync(Token)).Outcome);
        var left = await CommandUnderTest.RunAsync(installation.With(), "dead-letters", "--json");
        Assert.Empty(JsonNode.Parse(left.Output)!.AsArray());
    }

    private static SimulatorOptions Estate => new()
    {
        Accounts = Accounts,
        Regions = [.. Enumerable.Range(1, Regions).Select(number => $"us-east-{number}")],
        Kinds = [.. Enumerable.Range(1, Kinds).Select(number => $"AWS::Made::Up{number}")],
        ResourcesPerScope = 1,
    };

    private static async Task KilledAfterSomeAsync(InstallationUnderTest installation, Queues queues)
    {
        await using var killed = CommandUnderTest.Start(installation.With(), "dead-letters", "replay", "--rate", "1000");
        await Eventually.TrueAsync(async () => await queues.CountAsync(Pages + "_error") < Letters - (Letters / 10), () => killed.Said);
        await killed.KillAsync();
        Assert.True(await queues.CountAsync(Pages + "_error") > 0, "It was through before it was killed.");
    }

    private static Task<(int ExitCode, string Output, string Said)> ReplayAsync(InstallationUnderTest installation) =>
        CommandUnderTest.RunAsync(installation.With(), "dead-letters", "replay", "--rate", "1000");
}
