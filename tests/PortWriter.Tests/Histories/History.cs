using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Ledger.Tables.InMemory;
using Pipeline.Port;

namespace Pipeline.PortWriter.Tests.Histories;

/// <summary>
/// One history: resources change, are listed and are fetched, while messages are delivered in any order, several at a
/// time, more than once, and to writers that die at any step.
/// </summary>
internal sealed partial class History : IDisposable
{
    private readonly Dice _dice;
    private readonly HistoryLog _recording = new();
    private readonly HistoryOptions _options;
    private readonly Estate _estate;
    private readonly ModelPort _model;
    private readonly PortClient _port;
    private readonly WriterParts _parts;
    private readonly TableRunLedger _runs = new(new InMemoryLedgerTable(TimeProvider.System), new RunLedgerOptions { Sweeps = true, EmptiedQuiet = TimeSpan.Zero }, TimeProvider.System);
    private readonly MessagePool _pool;
    private bool _calm;
    private int _runsStarted;
    private string _mapping = string.Empty;
    private string _mappingBefore = string.Empty;

    public History(int seed, HistoryOptions options)
    {
        _dice = new Dice(seed);
        _options = options;
        _estate = new Estate(_dice);
        _model = new ModelPort(_dice.PauseAsync, _recording);
        _port = _model.Connect();
        _pool = new MessagePool(_dice);
        _parts = new WriterParts(
            new CrashingTable(new InMemoryLedgerTable(TimeProvider.System), _dice.PauseAsync, () => !_calm && _options.Crashes && _dice.Roll(150) == 0, _recording), _port, _pool);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Plays the history to its end and answers how Port differs from the truth; null when it does not.</summary>
    public async Task<string?> PlayAsync()
    {
        for (var run = 0; run < 3; run++)
        {
            await RunAsync(changes: 6);
        }

        // What no event told of, only listings show; an emptied scope has to list nothing twice.
        for (var run = 0; run < (_options.LosesEvents ? 2 : 0); run++)
        {
            await RunAsync(changes: 0);
        }

        _calm = true;
        await _pool.DrainAsync(DeliverAsync);
        return Difference();
    }

    public void Dispose()
    {
        _parts.Dispose();
        _port.Dispose();
        _model.Dispose();
    }

    private async Task RunAsync(int changes)
    {
        var runId = Guid.Parse($"0197f3c2-8d1e-7c54-9a41-{++_runsStarted:D12}");
        await ChangeMappingAsync();
        await _runs.BeginRunAsync(new RunRecord { RunId = runId, MappingVersion = _mapping, Trigger = "test", StartedAt = TimeProvider.System.GetUtcNow() }, Token);
        await _runs.PlanAsync(runId, new RunPlan { Scopes = [.. Estate.Scopes.Select(scope => new PlannedScope(scope, [0], [scope.Region]))] }, Token);
        var steps = new Queue<Func<Task>>(Shuffled(runId, changes));
        while (steps.TryDequeue(out var step))
        {
            await step();
            await _pool.DeliverSomeAsync(DeliverAsync);
        }

        await _pool.DrainPagesAsync(runId, DeliverAsync);
        foreach (var scope in Estate.Scopes)
        {
            await EndAsync(runId, scope);
        }
    }

    // The pages of a scope are listed in order; changes come in between.
    private List<Func<Task>> Shuffled(Guid runId, int changes)
    {
        var lines = Estate.Scopes
            .Select(scope => new Queue<Func<Task>>(Estate.Pages().Select((names, index) => (Func<Task>)(() => ListAsync(runId, scope, index + 1, names)))))
            .Append(new Queue<Func<Task>>(Enumerable.Range(0, changes).Select(_ => (Func<Task>)ChangeAsync)))
            .ToList();
        List<Func<Task>> steps = [];
        while (lines.RemoveAll(line => line.Count == 0) >= 0 && lines.Count > 0)
        {
            steps.Add(lines[_dice.Roll(lines.Count)].Dequeue());
        }

        return steps;
    }

    // Each run has another mapping, every second one that of the first under a new number. Some replicas have not heard of it yet.
    private async Task ChangeMappingAsync()
    {
        var text = $$"""{"resources":[{{string.Join(',', Estate.Scopes.Select(scope => Block(scope.Kind, _runsStarted % 2)))}}]}""";
        _mappingBefore = _mapping;
        _mapping = $"{_runsStarted}-{await _parts.Mappings.AddAsync(JsonElement.Parse(text), Token)}";
        _mappingBefore = _mappingBefore.Length == 0 ? _mapping : _mappingBefore;
    }

    private static string Block(string kind, int title) => $$$"""
        {"kind":"{{{kind}}}","selector":{"query":"true"},"port":{"entity":{"mappings":{"identifier":".Id","title":"{{{title}}}","blueprint":"'service'"} } } }
        """;

    private Task ChangeAsync()
    {
        var resource = _estate.Change();
        if (!_options.LosesEvents || _dice.Hits(50))
        {
            _pool.Add(new HistoryMessage.Hint(resource, _dice.Hits(20) ? _mappingBefore : _mapping));
        }

        return Task.CompletedTask;
    }

    private async Task ListAsync(Guid runId, Scope scope, int page, string[] names)
    {
        var ticket = await _runs.NextTicketAsync(scope.AccountId, scope.Region, Token);
        string[] there = [.. names.Where(name => _estate.Exists(ResourceKey.Of(scope, name)))];
        var message = Message(scope, _mapping, ticket, there) with { RunId = runId, Page = page };
        await _runs.RecordListedAsync(new ListedPage { Batch = message.BatchId()!.Value, Session = 1, Ticket = ticket, Resources = there.Length }, Token);
        _pool.Add(new HistoryMessage.Shown(message));
    }

    private async Task EndAsync(Guid runId, Scope scope)
    {
        var pages = Estate.Pages().Count();
        var step = await _runs.RecordScopeEndAsync(new ScopeEnd { RunId = runId, Scope = scope, Attempt = 1, Pages = pages, FirstTicket = _pool.FirstTicket(runId, scope) }, Token);
        while (step.Sweeps.Count > 0)
        {
            // One record answers with what is due next; the others with nothing.
            var steps = await Task.WhenAll(step.Sweeps.Select(SweepAsync));
            step = steps.FirstOrDefault(next => next.Sweeps.Count > 0) ?? RunStep.None;
        }
    }

    private async Task<RunStep> SweepAsync(SweepScope order)
    {
        while (true)
        {
            try
            {
                if (await _runs.FindSeenAsync(order.RunId, order.Scope, order.Attempt, Token) is not { } seen)
                {
                    return RunStep.None;
                }

                if (!order.Approved)
                {
                    return await _runs.RecordSweepAsync(await _parts.Sweep.ProposeAsync(order, seen, Token), Token);
                }

                return await _runs.RecordSweepAsync(await _parts.Sweep.CarryOutAsync(order, seen, Token), Token);
            }
            catch (CrashException)
            {
                await _pool.DeliverSomeAsync(DeliverAsync);
            }
        }
    }

    private EntitiesMapped Message(Scope scope, string mapping, long ticket, string[] resources) => new()
    {
        RunId = null, MappingVersion = mapping, Scope = scope, Attempt = 1, Page = 0, Part = 1, Parts = 1, Ticket = ticket,
        Options = new WriteOptions(), Resources = resources,
        Entities = [.. resources.SelectMany(name => _estate.Map(ResourceKey.Of(scope, name), mapping))],
    };

    private string? Difference()
    {
        var expected = _estate.Expected(_mapping);
        var wrong = expected
            .Where(entity => !_model.Entities.TryGetValue(entity.Key, out var title) || !entity.Value.Contains(title))
            .Select(entity => $"{entity.Key} is '{_model.Entities.GetValueOrDefault(entity.Key)}', not '{string.Join("' or '", entity.Value)}'")
            .Concat(_model.Entities.Keys.Except(expected.Keys).Select(identifier => $"{identifier} should be gone"))
            .ToList();
        return wrong.Count == 0 ? null : $"{string.Join("; ", wrong)}\n{string.Join('\n', _recording.About(wrong.Select(line => line.Split('-', ' ')[1])))}";
    }
}
