using Pipeline.Simulator.Changes;
using Pipeline.Simulator.Changes.Events;

namespace Pipeline.Simulator;

/// <content>What can be changed in the organisation while it runs.</content>
public sealed partial class SimulatedWorld
{
    /// <summary>The kinds of which events are told.</summary>
    public static IReadOnlyList<string> KindsWithEvents { get; } = [.. new EventTemplates().Kinds];

    /// <summary>What was changed so far, and how soon Port showed it.</summary>
    public ChangeReport Changes => parts.Tracker.Report(parts.Delivery.Report);

    /// <summary>Where the events about changes go from now on; null for nowhere.</summary>
    public void SendEventsTo(EventTarget? target) => parts.Delivery.SetTarget(target);

    /// <summary>Changes of resources in a second from now on; 0 for none.</summary>
    public Task SetChurnAsync(double perSecond) => parts.Churn.SetRateAsync(perSecond);

    /// <summary>Forgets the durations in <see cref="Changes"/>, so that those to come stand alone.</summary>
    public void RestartDurations()
    {
        parts.Tracker.Restart();
        parts.Delivery.Restart();
    }

    /// <summary>Creates a resource, and sends its event.</summary>
    /// <param name="kind">A kind of this world that is listed without a parent.</param>
    /// <param name="accountId">An account of <see cref="AccountIds"/>.</param>
    /// <param name="region">A region; of no matter for a kind that is the same in all.</param>
    /// <param name="identifier">The identifier of a deleted resource, which then exists again; null for a new one.</param>
    /// <exception cref="ArgumentException">There is no such kind or deleted resource.</exception>
    public ResourceChange CreateResource(string kind, string accountId, string region, string? identifier = null) =>
        parts.Editor.Create(kind, accountId, region, identifier);

    /// <summary>Makes the properties of a resource anew, and sends the event.</summary>
    /// <exception cref="ArgumentException">There is no such resource.</exception>
    public ResourceChange ChangeResource(string kind, string accountId, string region, string identifier) =>
        parts.Editor.Change(kind, accountId, region, identifier);

    /// <summary>Sets tags of a resource, or takes those with a null away, and sends the event.</summary>
    /// <exception cref="ArgumentException">There is no such resource.</exception>
    public ResourceChange TagResource(string kind, string accountId, string region, string identifier, IReadOnlyDictionary<string, string?> tags) =>
        parts.Editor.Tag(kind, accountId, region, identifier, tags);

    /// <summary>Deletes a resource, and sends the event.</summary>
    /// <exception cref="ArgumentException">There is no such resource.</exception>
    public ResourceChange DeleteResource(string kind, string accountId, string region, string identifier) =>
        parts.Editor.Delete(kind, accountId, region, identifier);
}
