using System.Net;
using Pipeline.Ingress.LiveEvents;
using Pipeline.Ledger.Tables;
using Pipeline.Ledger.Tables.InMemory;
using Pipeline.Simulator;

namespace Pipeline.Ingress.Tests.LiveEvents;

/// <summary>What was accepted takes effect, whatever happens to the process.</summary>
public sealed class LiveInboxTests : IAsyncLifetime
{
    private const string Instance = "AWS::EC2::Instance";

    private readonly InMemoryLedgerTable _table = new(TimeProvider.System);
    private SimulatedWorld _world = null!;

    public async ValueTask InitializeAsync() =>
        _world = await SimulatedWorld.StartAsync(new SimulatorOptions { Accounts = 2, Regions = ["eu-west-1"], ResourcesPerScope = 3 }, CancellationToken.None);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Accepted_AndWritten_LeavesTheStore()
    {
        await using var host = await LiveHost.StartAsync(_world, new LiveHostOptions { Table = _table });

        await AcceptAsync(host, 1);

        await Eventually.TrueAsync(() => host.Lane.Seen.Count == 1);
        await Eventually.TrueAsync(async () => await StoredAsync() == 0);
    }

    [Fact]
    public async Task Accepted_ProcessDiesBeforeItIsWritten_IsFetchedByTheNextOne()
    {
        await using (var host = await LiveHost.StartAsync(_world, new LiveHostOptions { Table = _table }))
        {
            host.Lane.Writing = new TaskCompletionSource();
            await AcceptAsync(host, 1);
            await Eventually.TrueAsync(() => host.Lane.Seen.Count == 1);
            Assert.Equal(1, await StoredAsync());
            host.Lane.Writing.SetCanceled();
        }

        await using var next = await LiveHost.StartAsync(_world, new LiveHostOptions { Table = _table });

        await Eventually.TrueAsync(() => next.Lane.Seen.Count == 1);
        await Eventually.TrueAsync(async () => await StoredAsync() == 0);
    }

    [Fact]
    public async Task Accepted_OfNoInterestToTheInstallation_LeavesTheStoreToo()
    {
        await using var host = await LiveHost.StartAsync(_world, new LiveHostOptions { Table = _table });

        using var answer = await host.PostAsync(Events.Instances("999999999999", "eu-west-1", "i-1"));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await Eventually.TrueAsync(async () => await StoredAsync() == 0);
    }

    [Fact]
    public async Task Accepted_CannotBeFetched_StaysInTheStore()
    {
        _world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.Deny, Operation = "GetResource" });
        await using var host = await LiveHost.StartAsync(_world, new LiveHostOptions { Table = _table });

        await AcceptAsync(host, 1);

        var progress = (Ingress.LiveEvents.Inbox.InboxProgress)host.Services.GetService(typeof(Ingress.LiveEvents.Inbox.InboxProgress))!;
        await Eventually.TrueAsync(() => progress.Count == 0);
        Assert.Equal(1, await StoredAsync());
    }

    [Fact]
    [Trait("Row", "S8")]
    public async Task Post_StoreDoesNotTakeIt_IsToComeAgainAndIsNotTakenForARepetition()
    {
        var table = new FailingTable(_table) { Fails = true };
        await using var host = await LiveHost.StartAsync(_world, new LiveHostOptions { Table = table });
        var body = Events.Instances(_world.InstallationAccountId, "eu-west-1", _world.IdentifierOf(Instance, _world.InstallationAccountId, "eu-west-1", 0));

        using var refused = await host.PostAsync(body);
        table.Fails = false;
        using var accepted = await host.PostAsync(body);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.Accepted), (refused.StatusCode, accepted.StatusCode));
        await Eventually.TrueAsync(() => host.Lane.Seen.Count == 1);
    }

    [Fact]
    [Trait("Row", "S8")]
    public async Task Post_MappingWasNeverRead_IsToComeAgain()
    {
        var mapping = new GivenMapping(Instance) { Failure = new InvalidOperationException("Port is down.") };
        await using var host = await LiveHost.StartAsync(_world, new LiveHostOptions { Table = _table, Mappings = mapping });

        using var refused = await host.PostAsync(Events.Hook(Instance, "i-1", _world.InstallationAccountId));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
    }

    [Fact]
    public async Task Post_MappingCannotBeReadAnyMore_GoesOnWithTheLastOne()
    {
        var mapping = new GivenMapping(Instance);
        var options = new LiveHostOptions { Table = _table, Mappings = mapping, LiveEvents = new LiveEventOptions { MappingLifetime = TimeSpan.Zero } };
        await using var host = await LiveHost.StartAsync(_world, options);
        await AcceptAsync(host, 0);
        mapping.Failure = new InvalidOperationException("Port is down.");

        for (var index = 0; index < 3; index++)
        {
            await AcceptAsync(host, index);
        }

        await Eventually.TrueAsync(() => host.Lane.Seen.Select(seen => seen.Resources[0].Identifier).Distinct().Count() == 3);
    }

    [Fact]
    [Trait("Row", "S10")]
    public async Task Post_KindThatTheMappingDoesNotName_IsAcceptedAndNotStored()
    {
        await using var host = await LiveHost.StartAsync(_world, new LiveHostOptions { Table = _table });

        using var answer = await host.PostAsync(Events.Hook("AWS::EKS::Cluster", "c", _world.InstallationAccountId));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(0, await StoredAsync());
    }

    private async Task AcceptAsync(LiveHost host, int index)
    {
        var account = _world.InstallationAccountId;
        using var answer = await host.PostAsync(Events.Hook(Instance, _world.IdentifierOf(Instance, account, "eu-west-1", index), account));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    private async Task<int> StoredAsync() => await _table.QueryAsync("inbox", string.Empty, CancellationToken.None).CountAsync();

    private sealed class FailingTable(ILedgerTable table) : ILedgerTable
    {
        public bool Fails { get; set; }

        public ValueTask<IReadOnlyList<LedgerItem?>> GetAsync(IReadOnlyList<LedgerKey> keys, CancellationToken cancellationToken) =>
            table.GetAsync(keys, cancellationToken);

        public ValueTask<IReadOnlyList<bool>> WriteAsync(IReadOnlyList<LedgerWrite> writes, CancellationToken cancellationToken) =>
            Fails ? throw new IOException("The disk is full.") : table.WriteAsync(writes, cancellationToken);

        public IAsyncEnumerable<LedgerItem> QueryAsync(string partition, string prefix, CancellationToken cancellationToken) =>
            table.QueryAsync(partition, prefix, cancellationToken);

        public ValueTask<long> AddAsync(LedgerKey counter, long amount, CancellationToken cancellationToken) =>
            table.AddAsync(counter, amount, cancellationToken);
    }
}
