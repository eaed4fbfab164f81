using Pipeline.Contracts;

namespace Pipeline.Ledger.InMemory;

/// <summary>The state of one run. Not safe for concurrent use: the ledger holds its lock.</summary>
internal sealed class RunEntry(RunRecord run, RunLedgerOptions options)
{
    private readonly Dictionary<string, ScopeEntry> _scopes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Block, string Field, FindingKind Kind), MappingFinding> _findings = [];
    private readonly Dictionary<(string Blueprint, string Identifier), RejectedEntity> _rejected = [];
    private IReadOnlyList<string> _notes = [];
    private RunPlan? _plan;
    private bool _planned;
    private bool _sweeping;
    private RunOutcome? _stopped;
    private string? _failure;
    private RunOutcome? _outcome;
    private DateTimeOffset? _endedAt;

    public void Plan(RunPlan plan)
    {
        if (_planned)
        {
            return;
        }

        foreach (var planned in plan.Scopes)
        {
            var key = planned.Scope.ToString();
            ScopeOf(key)!.Plan(planned);
            _open.Add(key);
            Settle(key);
        }

        _planned = true;
        _plan = plan;
        _notes = plan.Notes;
        foreach (var unplanned in _scopes.Where(scope => !scope.Value.IsPlanned).Select(scope => scope.Key).ToList())
        {
            _scopes.Remove(unplanned);
        }
    }

    public void Fail(string reason)
    {
        if (_outcome is null)
        {
            _failure ??= reason;
        }
    }

    public void Listed(BatchId batch, int resources) => ScopeOf(batch.Scope)?.Listed(batch, resources);

    public void EndScope(ScopeEnd end)
    {
        var key = end.Scope.ToString();
        ScopeOf(key)?.End(end);
        Settle(key);
    }

    public void Lose(BatchId page, ScopeFailure failure)
    {
        ScopeOf(page.Scope)?.Lose(page, failure);
        Settle(page.Scope);
    }

    public void Record(BatchRecord batch)
    {
        if (ScopeOf(batch.Batch.Scope)?.TryRecord(batch) is not true)
        {
            return;
        }

        Settle(batch.Batch.Scope);
        foreach (var rejected in batch.Rejected.TakeWhile(_ => _rejected.Count < RunLimits.RejectionsKept))
        {
            _rejected.TryAdd((rejected.Blueprint, rejected.Identifier), rejected);
        }

        foreach (var finding in batch.Findings)
        {
            Add(finding);
        }
    }

    public void Stop(RunOutcome outcome, string reason)
    {
        if (_outcome is null)
        {
            _failure ??= reason;
            _stopped ??= outcome;
        }
    }

    public void Swept(SweepRecord sweep)
    {
        if (_sweeping && _scopes.GetValueOrDefault(sweep.Scope.ToString()) is { IsComplete: true } scope)
        {
            scope.Sweep = sweep;
        }
    }

    public SeenResources? Seen(Scope scope, int attempt) =>
        _scopes.GetValueOrDefault(scope.ToString()) is { IsComplete: true } entry && entry.Attempt == attempt
            ? new SeenResources(entry.Seen, entry.FirstTicket)
            : null;

    public StandingPlan? Standing(RunStep step) => _plan is null ? null : new StandingPlan
    {
        Plan = _plan,
        Open = [.. _plan.Scopes.Where(scope => _open.Contains(scope.Scope.ToString())).Select(scope => new OpenListing(scope, 1))],
        Step = step,
    };

    /// <summary>Moves the run on if nothing holds it any more; answers the call that did.</summary>
    public RunStep Advance(DateTimeOffset now)
    {
        if (_outcome is not null || (_failure is null && (!_planned || _open.Count > 0)))
        {
            return RunStep.None;
        }

        var unswept = _failure is null && options.Sweeps ? _scopes.Values.Where(scope => scope.IsComplete && !scope.IsSwept).ToList() : [];
        if (unswept.Count > 0 && (!_sweeping || unswept.All(scope => scope.Sweep is not null)))
        {
            var approved = _sweeping;
            _sweeping = true;
            return new RunStep { Sweeps = [.. unswept.Select(scope => scope.ToSweep(run, approved))] };
        }

        if (unswept.Count > 0)
        {
            return RunStep.None;
        }

        _endedAt = now;
        _outcome = _stopped ?? Judge();
        return new RunStep { Ended = _outcome };
    }

    public RunSnapshot Snapshot() => new()
    {
        Run = run,
        Outcome = _outcome,
        EndedAt = _endedAt,
        Failure = _failure,
        Planned = _planned,
        Notes = _notes,
        Scopes = [.. _scopes.Values.Where(scope => scope.IsPlanned).Select(scope => scope.Snapshot())],
        Rejected = [.. _rejected.Values],
        Findings = [.. _findings.Values],
    };

    private RunOutcome Judge()
    {
        if (_failure is not null || !_scopes.Values.Any(scope => scope.IsComplete))
        {
            return RunOutcome.Failed;
        }

        var faulted = _findings.Keys.Any(key => key.Kind is FindingKind.SelectorFault or FindingKind.OverBudget);
        return faulted || _scopes.Values.Any(scope => !scope.IsComplete || scope.HasRejections || scope.Sweep?.Result is SweepResult.Held)
            ? RunOutcome.Partial
            : RunOutcome.Complete;
    }

    // Until the plan is known, what is said of a scope is kept for it.
    private ScopeEntry? ScopeOf(string key)
    {
        if (!_scopes.TryGetValue(key, out var scope) && !_planned)
        {
            _scopes[key] = scope = new ScopeEntry();
        }

        return scope;
    }

    private void Settle(string key)
    {
        if (_scopes.TryGetValue(key, out var scope) && !scope.IsOpen)
        {
            _open.Remove(key);
        }
    }

    // The example that sorts first is kept, so that two runs over the same resources say the same.
    private void Add(MappingFinding finding)
    {
        var key = (finding.Block, finding.Field, finding.Kind);
        if (_findings.TryGetValue(key, out var known))
        {
            var shown = string.CompareOrdinal(finding.Example, known.Example) < 0 ? finding : known;
            finding = shown with { Count = known.Count + finding.Count };
        }

        _findings[key] = finding;
    }
}
