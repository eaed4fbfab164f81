using Pipeline.Contracts;

namespace Pipeline.Ledger.Tests.Runs;

/// <summary>How a simulated scope ends.</summary>
public enum Ending
{
    Listed,
    Refused,
    BrokenDown,
    OutOfReach,
}

/// <summary>A page of a simulated scope.</summary>
public sealed record SimulatedPage(int Parts, bool IsLost, bool HasRejection, FindingKind? Finding);

/// <summary>Everything that is said to a ledger about one scope of a run.</summary>
public sealed record SimulatedScope(Ending Ending, IReadOnlyList<SimulatedPage> Pages)
{
    public bool IsComplete => Ending is Ending.Listed && !Pages.Any(page => page.IsLost);

    public bool HasFault => !IsComplete || Pages.Any(page =>
        page.HasRejection || page.Finding is FindingKind.SelectorFault or FindingKind.OverBudget);

    internal PlannedScope Planned(int number) =>
        Sample.Planned(Sample.Scope(number), Ending is Ending.OutOfReach ? Sample.Denied : null);

    internal IEnumerable<SimulatedWrite> Listed(int number) => Written().Select(page =>
        new SimulatedWrite(number, IsEnd: false, async ledger =>
        {
            await ledger.RecordListedAsync(
                Sample.Listed(Sample.Page(page.Number, Sample.Scope(number)), 10 + page.Number), CancellationToken.None);
            return RunStep.None;
        }));

    internal IEnumerable<SimulatedWrite> Outcomes(int number) => Written().SelectMany(page => page.Page.IsLost
        ? [new SimulatedWrite(number, IsEnd: false, ledger =>
            ledger.RecordLostPageAsync(Sample.Page(page.Number, Sample.Scope(number)), Sample.Fault, CancellationToken.None))]
        : Enumerable.Range(1, page.Page.Parts).Select(part => new SimulatedWrite(number, IsEnd: false, ledger =>
            ledger.RecordBatchAsync(Batch(number, page.Number, part), CancellationToken.None))));

    internal SimulatedWrite? End(int number) => Ending is Ending.OutOfReach ? null : new SimulatedWrite(number, IsEnd: true, ledger =>
        ledger.RecordScopeEndAsync(
            Ending switch
            {
                Ending.Refused => Sample.End(Pages.Count, Sample.Scope(number), Sample.Denied),
                Ending.BrokenDown => Sample.End(pages: null, Sample.Scope(number), Sample.Fault),
                _ => Sample.End(Pages.Count, Sample.Scope(number)),
            },
            CancellationToken.None));

    private IEnumerable<(int Number, SimulatedPage Page)> Written() =>
        Ending is Ending.OutOfReach ? [] : Pages.Select((page, index) => (index + 1, page));

    private BatchRecord Batch(int number, int page, int part)
    {
        var simulated = Pages[page - 1];
        var batch = Sample.Batch(Sample.Page(page, Sample.Scope(number)), part, simulated.Parts);
        if (part > 1)
        {
            return batch;
        }

        RejectedEntity[] rejected = simulated.HasRejection ? [Sample.Rejection($"{number}/{page}", Sample.Scope(number))] : [];
        return batch.Showing(10 + page).Rejecting(rejected) with
        {
            Findings = simulated.Finding is { } kind ? [Sample.Finding(kind, $"{number}/{page}", page)] : [],
        };
    }
}

/// <summary>One write to a ledger.</summary>
internal sealed record SimulatedWrite(int Scope, bool IsEnd, Func<IRunLedger, ValueTask<RunStep>> MakeAsync);
