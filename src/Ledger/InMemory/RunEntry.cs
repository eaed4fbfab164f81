using Pipeline.Contracts;

namespace Pipeline.Ledger.InMemory;

/// <summary>The state of one run. Not safe for concurrent use: the ledger holds its lock.</summary>
internal sealed class RunEntry(RunRecord run)
{
    private readonly Dictionary<string, ScopeEntry> _scopes = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Block, string Field, FindingKind Kind), MappingFinding> _findings = [];
    private readonly List<RejectedEntity> _rejected = [];
    private IReadOnlyList<string> _notes = [];
    private int _open;
    private bool _planned;
    private string? _failure;
    private RunOutcome? _outcome;
    private DateTimeOffset? _endedAt;

    public void Plan(RunPlan plan)
    {
        if (_planned)
        {
            return;
        }

        _planned = true;
        _notes = plan.Notes;
        foreach (var planned in plan.Scopes)
        {
            _scopes[planned.Scope.ToString()] = new ScopeEntry(planned);
        }

        _open = _scopes.Values.Count(scope => scope.IsOpen);
    }

    public void Fail(string reason)
    {
        _failure ??= reason;
    }

    public void Listed(BatchId batch, int resources) => _scopes.GetValueOrDefault(batch.Scope)?.Listed(batch.Page, resources);

    public void EndScope(ScopeEnd end)
    {
        if (_scopes.TryGetValue(end.Scope.ToString(), out var scope))
        {
            Settle(scope, () => scope.End(end));
        }
    }

    public void Record(BatchRecord batch)
    {
        if (!_scopes.TryGetValue(batch.Batch.Scope, out var scope))
        {
            return;
        }

        Settle(scope, () =>
        {
            if (!scope.Record(batch))
            {
                return;
            }

            _rejected.AddRange(batch.Rejected.Take(RunLimits.RejectionsKept - _rejected.Count));
            foreach (var finding in batch.Findings)
            {
                Add(finding);
            }
        });
    }

    /// <summary>Ends the run if nothing is open any more; answers only the call that ended it.</summary>
    public RunOutcome? TryEnd(DateTimeOffset now)
    {
        if (_outcome is not null || (_failure is null && (!_planned || _open > 0)))
        {
            return null;
        }

        _endedAt = now;
        return _outcome = Judge();
    }

    public RunSnapshot Snapshot() => new()
    {
        Run = run,
        Outcome = _outcome,
        EndedAt = _endedAt,
        Failure = _failure,
        Planned = _planned,
        Notes = _notes,
        Scopes = [.. _scopes.Values.Select(scope => scope.Snapshot())],
        Rejected = [.. _rejected],
        Findings = [.. _findings.Values],
    };

    private RunOutcome Judge()
    {
        if (_failure is not null || !_scopes.Values.Any(scope => scope.IsComplete))
        {
            return RunOutcome.Failed;
        }

        var faulted = _findings.Keys.Any(key => key.Kind is FindingKind.SelectorFault or FindingKind.OverBudget);
        return faulted || _scopes.Values.Any(scope => !scope.IsComplete || scope.HasRejections)
            ? RunOutcome.Partial
            : RunOutcome.Complete;
    }

    private void Settle(ScopeEntry scope, Action change)
    {
        var wasOpen = scope.IsOpen;
        change();
        if (wasOpen && !scope.IsOpen)
        {
            _open--;
        }
    }

    private void Add(MappingFinding finding)
    {
        var key = (finding.Block, finding.Field, finding.Kind);
        _findings[key] = _findings.TryGetValue(key, out var known)
            ? known with { Count = known.Count + finding.Count }
            : finding;
    }
}
