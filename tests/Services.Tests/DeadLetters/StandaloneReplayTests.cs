using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MassTransit.Serialization;
using Pipeline.Contracts;
using Pipeline.Hosting.DeadLetters.Standalone;
using Pipeline.Ledger.Home;
using Pipeline.Ledger.Tables.Content;
using Pipeline.Ledger.Tables.Sqlite;
using Pipeline.Messaging.ClaimCheck;
using Pipeline.Messaging.DeadLetters;
using Pipeline.Services.Tests.Running;
using Pipeline.Simulator;

namespace Pipeline.Services.Tests.DeadLetters;

/// <summary>R23 in one process: letters in SQLite, replayed by a process that is killed and started again.</summary>
public sealed class StandaloneReplayTests : IDisposable
{
    private const string Kind = "AWS::Made::Up";
    private const int Letters = 10_000;

    private static readonly string[] MessageType = ["urn:message:Pipeline.Contracts:ResourceChanged"];

    private readonly string _home = Directory.CreateTempSubdirectory("pipeline-home-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task When_10000_letters_are_replayed_by_a_process_that_is_killed_then_Port_has_what_all_of_them_were_about()
    {
        var options = new SimulatorOptions { Accounts = 1, Regions = ["us-east-1"], Kinds = [Kind], ResourcesPerScope = Letters, SeedMapping = true };
        await using var world = await SimulatedWorld.StartAsync(options, Token);
        var environment = Environment(world);
        await KeepAsync(world);

        Assert.Equal(Letters, await CountAsync(environment));
        Assert.StartsWith($"{Letters} to be replayed", (await CommandUnderTest.RunAsync(environment, "dead-letters", "replay", "--rate", "10000")).Output, StringComparison.Ordinal);
        await using (var killed = CommandUnderTest.Start(environment, "run"))
        {
            await Eventually.TrueAsync(async () => await CountAsync(environment) < Letters - 1_000, () => killed.Said);
            await killed.KillAsync();
        }

        Assert.True(await CountAsync(environment) > 0, "It was through before it was killed.");
        await using var again = CommandUnderTest.Start(environment, "run");
        Assert.Equal(0, (await CommandUnderTest.RunAsync(environment, "dead-letters", "replay")).ExitCode);

        await Eventually.TrueAsync(async () => await CountAsync(environment) == 0, () => again.Said, TimeSpan.FromMinutes(5));
        var report = await world.CompareAsync(Token);
        Assert.InRange(report.Matching, Letters, Letters + 1);
    }

    private static async Task<int> CountAsync(IReadOnlyDictionary<string, string?> environment)
    {
        var listed = await CommandUnderTest.RunAsync(environment, "dead-letters", "--json");
        Assert.True(listed.ExitCode == 0, listed.Said);
        return JsonNode.Parse(listed.Output)!.AsArray().Count;
    }

    private Dictionary<string, string?> Environment(SimulatedWorld world)
    {
        var environment = world.Environment.ToDictionary(variable => variable.Key, variable => (string?)variable.Value);
        environment["PIPELINE_HOME"] = _home;
        environment["OCEAN__EVENT_LISTENER__TYPE"] = "WEBHOOKS_ONLY";
        environment["APPLICATION__PORT"] = FreePort.Find().ToString(CultureInfo.InvariantCulture);
        return environment;
    }

    // What fetching them came to when the account could not be read: nothing of it is at Port yet.
    private async Task KeepAsync(SimulatedWorld world)
    {
        var version = await new MappingVersions(new FileClaimCheckStore(Path.Combine(_home, "claim-checks"), TimeProvider.System))
            .AddAsync(JsonSerializer.SerializeToElement(world.Catalog.Mapping), Token);
        await using var table = SqliteLedgerTable.Open(
            LedgerFile.Of(_home, new Uri(world.Environment["OCEAN__PORT__BASE_URL"]), world.Environment["OCEAN__INTEGRATION__IDENTIFIER"]), TimeProvider.System);
        var letters = new KeptLetters(new PackedTable(table));
        await Parallel.ForEachAsync(Enumerable.Range(0, Letters), Token, async (index, token) => await letters.KeepAsync(
            DeadLetterReading.Of("enumerator-resource-changed-live", string.Empty, "it broke", TimeProvider.System.GetUtcNow(), Message(world, version, index)),
            "application/vnd.masstransit+json",
            token));
    }

    private static byte[] Message(SimulatedWorld world, string version, int index) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            messageId = Guid.NewGuid(),
            conversationId = Guid.NewGuid(),
            messageType = MessageType,
            message = new ResourceChanged
            {
                Resource = new ResourceKey
                {
                    AccountId = world.InstallationAccountId,
                    Region = "us-east-1",
                    Kind = Kind,
                    Identifier = world.IdentifierOf(Kind, world.InstallationAccountId, "us-east-1", index),
                },
                MappingVersion = version,
                Cause = ChangeCause.Event,
                OccurredAt = TimeProvider.System.GetUtcNow(),
            },
        },
        SystemTextJsonMessageSerializer.Options);
}
