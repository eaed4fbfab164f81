namespace Pipeline.Ingress.LiveEvents.Parsing;

/// <summary>What has been read of a body so far.</summary>
internal sealed class EventTally
{
    private readonly List<ObservedChange> _changes = [];
    private readonly List<EventProblem> _problems = [];
    private int _unknown;
    private int _failed;
    private int _unusable;

    public void Changed(ObservedChange change) => _changes.Add(change);

    public void Wrong(EventProblem problem) => _problems.Add(problem);

    public void Unknown() => _unknown++;

    public void FailedCall() => _failed++;

    public void Unusable() => _unusable++;

    /// <summary>All of it: a list with one bad event is refused whole, so that its sender can tell what was taken.</summary>
    /// <exception cref="BadEventException">Something in it is no event.</exception>
    public EventReading ToReading() => _problems.Count == 0
        ? new EventReading(_changes, _unknown, _failed, _unusable)
        : throw new BadEventException(_problems);
}
