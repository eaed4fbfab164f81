using Pipeline.Ledger.Resources;
using Pipeline.Ledger.Tables;
using Pipeline.Messaging.ClaimCheck;
using Pipeline.Port;
using Pipeline.PortWriter.Bulk;
using Pipeline.PortWriter.Drift;
using Pipeline.PortWriter.Mappings;
using Pipeline.PortWriter.Observing;
using Pipeline.PortWriter.Planning;
using Pipeline.PortWriter.Removing;
using Pipeline.PortWriter.Sweeping;

namespace Pipeline.PortWriter.Tests.Histories;

/// <summary>The parts of the stage below the bus, on a table and a Port of the test's.</summary>
internal sealed class WriterParts : IDisposable
{
    private static readonly PortWriterOptions Options = new() { Linger = TimeSpan.Zero, LiveLinger = TimeSpan.Zero, Idle = TimeSpan.Zero };
    private readonly BulkWriter _bulk;
    private readonly BlueprintRelations _relations;

    public WriterParts(ILedgerTable table, PortClient port, IRepairRequests requests)
    {
        var time = TimeProvider.System;
        var rows = new ResourceLedger(table, time);
        var entities = new EntityLedger(table);
        Mappings = new MappingVersions(new InMemoryClaimCheckStore(time));
        var mappings = new MappingChanges(Mappings);
        var writes = new PortWrites(port);
        var planned = new PlannedEntities();
        _bulk = new BulkWriter(writes, Options, time);
        _relations = new BlueprintRelations(port, time);
        var planner = new DeletionPlanner(new Dependents(port, _relations, planned), new DoomedEntities(entities, rows));
        var remover = new EntityRemover(entities, rows, planner, new EntityDeletions(writes, entities, rows, _relations));
        Writer = new ObservationWriter(rows, new ScopeMarks(table), new EntityWrites(entities, new SearchedBlueprints(table), _bulk, new Adoption(port)), remover, mappings, requests, time);
        Sweep = new ScopeSweep(rows, Writer, new DroppedRemoval(rows, remover, mappings, time), requests, Options);
    }

    public MappingVersions Mappings { get; }

    public ObservationWriter Writer { get; }

    public ScopeSweep Sweep { get; }

    public void Dispose()
    {
        _relations.Dispose();
        _bulk.Dispose();
    }
}
