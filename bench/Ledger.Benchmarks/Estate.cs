using Pipeline.Contracts;
using Pipeline.Ledger.Resources;
using Pipeline.Ledger.Tables;
using Pipeline.Ledger.Tables.Content;
using Pipeline.Ledger.Tables.Metering;

namespace Pipeline.Ledger.Benchmarks;

/// <summary>Resources of one scope, each of which makes one entity, as the stages read and write them.</summary>
internal sealed class Estate
{
    /// <summary>Entities of a batch: what a page of AWS holds.</summary>
    public const int Batch = 100;

    private static readonly Scope s_scope = new() { AccountId = "100000000001", Region = "eu-west-1", Kind = "AWS::EC2::Instance" };
    private static readonly Guid s_run = Guid.Parse("0197f3c2-8d1e-7c54-9a41-2b7d1c7f0e55");

    private readonly int _count;
    private readonly ResourceLedger _rows;
    private readonly TableRunLedger _runs;
    private long _ticket = 1;

    public Estate(ILedgerTable table, int count)
    {
        var packed = new PackedTable(new MeteredTable(table, Meter));
        _count = count;
        _rows = new ResourceLedger(packed, TimeProvider.System);
        _runs = new TableRunLedger(packed, new RunLedgerOptions { Sweeps = true }, TimeProvider.System);
    }

    /// <summary>Counts items.</summary>
    public LedgerMeter Meter { get; } = new(meters: null);

    /// <summary>Writes every row once, and begins a run.</summary>
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        for (var number = 0; number < _count / Batch; number++)
        {
            await WriteAsync(number, cancellationToken);
        }

        var record = new RunRecord { RunId = s_run, MappingVersion = "1-a", Trigger = "bench", StartedAt = TimeProvider.System.GetUtcNow() };
        await _runs.BeginRunAsync(record, cancellationToken);
        await _runs.PlanAsync(s_run, new RunPlan { Scopes = [new PlannedScope(s_scope, [0], [s_scope.Region])] }, cancellationToken);
        await _runs.ResumeListingAsync(s_run, s_scope, attempt: 1, cancellationToken);
    }

    /// <summary>Reads the rows of a batch.</summary>
    public async Task<long> ReadAsync(int number, CancellationToken cancellationToken)
    {
        var keys = Keys(number);
        var began = TimeProvider.System.GetTimestamp();
        await _rows.ReadAsync(keys, cancellationToken);
        return TimeProvider.System.GetTimestamp() - began;
    }

    /// <summary>Writes the rows of a batch under the versions that were read before.</summary>
    public async Task<long> WriteAsync(int number, CancellationToken cancellationToken)
    {
        var rows = await _rows.ReadAsync(Keys(number), cancellationToken);
        var order = new ObservationOrder("1-a", _ticket++);
        var began = TimeProvider.System.GetTimestamp();
        await _rows.ChangeAsync(rows, current => Row(current.Key, order), cancellationToken);
        return TimeProvider.System.GetTimestamp() - began;
    }

    /// <summary>Records a page of which Port holds every entity as it is.</summary>
    public async Task<long> RecordUnchangedAsync(int number, CancellationToken cancellationToken)
    {
        var page = new BatchId(s_run, s_scope.ToString(), Attempt: 1, Page: number + 1);
        var batch = new BatchRecord
        {
            Batch = page,
            Part = 1,
            Parts = 1,
            Mapped = Batch,
            Written = 0,
            Unchanged = Batch,
            Seen = [.. Keys(number).Select(key => key.Identifier)],
        };
        var began = TimeProvider.System.GetTimestamp();
        await _runs.RecordBatchAsync(batch, cancellationToken);
        return TimeProvider.System.GetTimestamp() - began;
    }

    private List<RowKey> Keys(int number) =>
        [.. Enumerable.Range(number % (_count / Batch) * Batch, Batch).Select(index => new RowKey(s_scope, $"i-{index:x17}"))];

    private static ResourceRow Row(RowKey key, ObservationOrder order) => new()
    {
        Claimed = order,
        Confirmed = order,
        IsPresent = true,
        Contributions =
        [
            new Contribution(
                0,
                new EntityKey("ec2Instance", $"arn:aws:ec2:eu-west-1:100000000001:instance/{key.Identifier}"),
                new EntityHash((ulong)order.Ticket, 1),
                ContributionState.Confirmed),
        ],
    };
}
