using Pipeline.Simulator.Changes.Events;
using Pipeline.Simulator.Kinds;
using Pipeline.Simulator.Organisation;

namespace Pipeline.Simulator.Changes;

/// <summary>Changes resources of the organisation by chance, so many in a second. The same seed makes the same changes.</summary>
internal sealed class Churn : IAsyncDisposable
{
    private const int MostAttempts = 1000;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);

    private readonly ResourceDirectory directory;
    private readonly SimulatedOrganisation organisation;
    private readonly EstateEditor editor;
    private readonly EventWriter events;
    // Kinds that others relate to: AWS would not delete what is in use.
    private readonly IReadOnlySet<string> referred;
    private readonly TimeProvider clock;
    private readonly Dice dice;
    private readonly SimulatedKind[] kinds;
    private CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;
    private bool isDisposed;

    public Churn(
        ResourceDirectory directory, SimulatedOrganisation organisation, EstateEditor editor, EventWriter events, IReadOnlySet<string> referred, TimeProvider clock)
    {
        this.directory = directory;
        this.organisation = organisation;
        this.editor = editor;
        this.events = events;
        this.referred = referred;
        this.clock = clock;
        dice = new(Scramble.Hash("churn", organisation.Seed));
        kinds =
        [
            .. directory.Kinds.Populated.Order(StringComparer.Ordinal).Select(directory.Kinds.Find).OfType<SimulatedKind>()
                .Where(kind => events.Tells(kind.Name, ResourceChangeKind.Changed) && kind.ListRequires.Count == 0),
        ];
    }

    /// <summary>Changes of a second from now on; 0 for none.</summary>
    public async Task SetRateAsync(double perSecond)
    {
        await stopping.CancelAsync();
        await running;
        stopping.Dispose();
        stopping = new();
        var token = stopping.Token;
        running = perSecond > 0 ? Task.Run(() => RunAsync(perSecond, token), CancellationToken.None) : Task.CompletedTask;
    }

    /// <summary>Makes one change by chance; null when the organisation has nothing that can be changed.</summary>
    public ResourceChange? Next()
    {
        // From the choice of a resource to its change nobody else may change it.
        lock (directory.Edits.Gate)
        {
            for (var attempt = 0; attempt < MostAttempts && kinds.Length > 0; attempt++)
            {
                var kind = dice.Pick<SimulatedKind>(kinds);
                var account = dice.Pick<SimulatedAccount>([.. organisation.Accounts]).Id;
                var region = dice.Pick<string>([.. organisation.Regions]);
                if (Try(kind, account, region) is { } change)
                {
                    return change;
                }
            }

            return null;
        }
    }

    /// <summary>Ends the changes for good. Once more does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (isDisposed)
        {
            return;
        }

        isDisposed = true;
        await SetRateAsync(0);
        stopping.Dispose();
    }

    private ResourceChange? Try(SimulatedKind kind, string account, string region)
    {
        var what = dice.Share() switch
        {
            < 0.5 => ResourceChangeKind.Changed,
            < 0.7 => ResourceChangeKind.Tagged,
            < 0.85 => ResourceChangeKind.Created,
            _ => ResourceChangeKind.Deleted,
        };
        if (!events.Tells(kind.Name, what))
        {
            return null;
        }

        if (what == ResourceChangeKind.Created)
        {
            return editor.Create(kind.Name, account, region, null);
        }

        var scope = directory.ScopeOf(kind, account, region);
        var numbered = scope with { Index = dice.Below(Math.Max(1, directory.CountOf(kind, scope))) };
        var identifier = kind.IdentifierOf(numbered);
        if (directory.Find(kind, account, region, identifier) is not { } key)
        {
            return null;
        }

        return what switch
        {
            ResourceChangeKind.Tagged => editor.Tag(kind.Name, account, region, identifier, new Dictionary<string, string?> { ["owner"] = Words.Of(dice.Next()) }),
            ResourceChangeKind.Changed => editor.Change(kind.Name, account, region, identifier),
            _ => IsFree(kind, key) ? editor.Delete(kind.Name, account, region, identifier) : null,
        };
    }

    // What was created since is nobody's target: relations are made among the first ones.
    private bool IsFree(SimulatedKind kind, in ResourceKey key) => !referred.Contains(kind.Name) || key.Index >= directory.FirstCount(kind);

    private async Task RunAsync(double perSecond, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        using var timer = new PeriodicTimer(Tick, clock);
        try
        {
            for (long done = 0; await timer.WaitForNextTickAsync(cancellationToken);)
            {
                for (; done < clock.GetElapsedTime(started).TotalSeconds * perSecond && !cancellationToken.IsCancellationRequested; done++)
                {
                    Next();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped, or set to another rate.
        }
    }
}
