using Microsoft.Extensions.Time.Testing;
using Pipeline.Contracts;
using Pipeline.Ledger.Tables;
using Pipeline.Ledger.Tables.Content;

namespace Pipeline.Ledger.Tests.Runs;

/// <summary>What the run ledger does alike over every store.</summary>
public abstract partial class RunLedgerContract : IAsyncLifetime
{
    // As now as the machine: a store that expires items by its own clock agrees.
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private PackedTable _table = null!;
    private TableRunLedger _sut = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected FakeTimeProvider Clock { get; } = new(Now);

    public async ValueTask InitializeAsync()
    {
        _table = new PackedTable(await OpenAsync());
        _sut = Ledger(new RunLedgerOptions());
    }

    /// <summary>Why callers at the same time cannot be tested with this store; null where they can.</summary>
    protected virtual string? NotAtomic => null;

    public abstract ValueTask DisposeAsync();

    protected abstract ValueTask<ILedgerTable> OpenAsync();

    /// <summary>Another process on the same store.</summary>
    private TableRunLedger Ledger(RunLedgerOptions options) => new(_table, options, Clock);

    private Task BeginAsync(params Scope[] scopes) => BeginAsync(Sample.Run(), scopes);

    private async Task BeginAsync(RunRecord run, params Scope[] scopes)
    {
        await _sut.BeginRunAsync(run, Token);
        await _sut.PlanAsync(run.RunId, Sample.Plan(scopes), Token);
    }

    private async Task<RunSnapshot> RunAsync() => (await _sut.FindRunAsync(Sample.RunId, Token))!;

    private async Task<ScopeSnapshot> ScopeAsync() => (await RunAsync()).Scopes[0];
}
