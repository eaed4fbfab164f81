using Pipeline.Ledger.Documents;
using Pipeline.Ledger.Tables;

namespace Pipeline.Ledger.Runs.State;

/// <summary>The documents of runs.</summary>
internal sealed class RunStores(ILedgerTable table, TimeProvider time)
{
    public ILedgerTable Table { get; } = table;

    public DocumentStore<RunDocument> Runs { get; } = new(table, StateJson.Default.RunDocument, RunLimits.RunRetention, time);

    public DocumentStore<GroupDocument> Groups { get; } = new(table, StateJson.Default.GroupDocument, RunLimits.DetailRetention, time);

    public DocumentStore<ScopeDocument> Scopes { get; } = new(table, StateJson.Default.ScopeDocument, RunLimits.DetailRetention, time);

    public DocumentStore<ListingDocument> Listings { get; } = new(table, StateJson.Default.ListingDocument, retention: null, time);
}
