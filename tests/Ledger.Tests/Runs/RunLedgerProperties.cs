using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Contracts;
using Pipeline.Ledger.Tables.InMemory;

namespace Pipeline.Ledger.Tests.Runs;

public sealed class RunLedgerProperties
{
    private static readonly FindingKind?[] Findings = [null, null, FindingKind.NullField, FindingKind.SelectorFault, FindingKind.OverBudget];

    private static readonly Gen<SimulatedPage> Pages =
        from parts in Gen.Choose(1, 3)
        from lost in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
        from rejection in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        from finding in Gen.Elements(Findings)
        select new SimulatedPage(parts, lost, rejection, finding);

    private static readonly Gen<IReadOnlyList<SimulatedScope>> Runs =
        (from ending in Gen.Frequency(
             (6, Gen.Constant(Ending.Listed)),
             (1, Gen.Constant(Ending.Refused)),
             (1, Gen.Constant(Ending.BrokenDown)),
             (1, Gen.Constant(Ending.OutOfReach)))
         from count in Gen.Choose(0, 3)
         from pages in Pages.ListOf(count)
         select new SimulatedScope(ending, [.. pages])).ListOf().Select(scopes => (IReadOnlyList<SimulatedScope>)[.. scopes]);

    [Property(MaxTest = 500)]
    public Property Writes_InAnyOrderAndRepeated_EndInTheSameSnapshotAndOutcome()
    {
        var cases =
            from scopes in Runs
            let once = Writes(scopes)
            from repeated in Gen.SubListOf<SimulatedWrite>(once)
            from order in Gen.Shuffle<SimulatedWrite>([.. once, .. repeated])
            select (scopes, once, order: Listable(order, scopes));

        return Prop.ForAll(cases.ToArbitrary(), async drawn =>
        {
            var (expected, _) = await PlayAsync(drawn.once);
            var (actual, outcomes) = await PlayAsync(drawn.order);

            Assert.Equal(expected, actual);
            Assert.Equal([Judge(drawn.scopes)], outcomes.Distinct());
        });
    }

    private static RunOutcome Judge(IReadOnlyList<SimulatedScope> scopes) =>
        !scopes.Any(scope => scope.IsComplete) ? RunOutcome.Failed
        : scopes.Any(scope => scope.HasFault) ? RunOutcome.Partial
        : RunOutcome.Complete;

    private static List<SimulatedWrite> Writes(IReadOnlyList<SimulatedScope> scopes)
    {
        var plan = new RunPlan { Scopes = [.. scopes.Select((scope, number) => scope.Planned(number))], Notes = ["a note"] };
        List<SimulatedWrite> writes = [new(-1, IsEnd: false, async ledger => (await ledger.PlanAsync(Sample.RunId, plan, CancellationToken.None)).Step)];
        foreach (var (number, scope) in scopes.Index())
        {
            writes.AddRange([.. scope.Listed(number), .. scope.Outcomes(number)]);
            if (scope.End(number) is { } end)
            {
                writes.Add(end);
            }
        }

        return writes;
    }

    // The one order that the ledger asks for: a scope's pages are noted as listed before its end is.
    private static List<SimulatedWrite> Listable(IEnumerable<SimulatedWrite> order, IReadOnlyList<SimulatedScope> scopes) =>
        [.. order.SelectMany(write => write.IsEnd ? scopes[write.Scope].Listed(write.Scope).Append(write) : [write])];

    private static async Task<(string Snapshot, IReadOnlyList<RunOutcome> Outcomes)> PlayAsync(IEnumerable<SimulatedWrite> writes)
    {
        var clock = new FakeTimeProvider();
        var table = new InMemoryLedgerTable(clock);
        TableRunLedger[] processes = [new(table, new RunLedgerOptions(), clock), new(table, new RunLedgerOptions(), clock)];
        var ledger = processes[0];
        await ledger.BeginRunAsync(Sample.Run(), CancellationToken.None);
        List<RunOutcome> outcomes = [];
        foreach (var (number, write) in writes.Index())
        {
            if ((await write.MakeAsync(processes[number % 2])).Ended is { } outcome)
            {
                outcomes.Add(outcome);
            }
        }

        var run = (await ledger.FindRunAsync(Sample.RunId, CancellationToken.None))!;
        var sorted = run with
        {
            Scopes = [.. run.Scopes.OrderBy(scope => scope.Scope.ToString(), StringComparer.Ordinal)],
            Rejected = [.. run.Rejected.OrderBy(rejected => rejected.Identifier, StringComparer.Ordinal)],
            Findings = [.. run.Findings.OrderBy(finding => finding.Kind)],
        };
        return (JsonSerializer.Serialize(sorted), outcomes);
    }
}
