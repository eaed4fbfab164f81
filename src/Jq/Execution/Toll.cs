namespace Pipeline.Jq.Execution;

/// <summary>Counts small work that goes on without steps of its own, such as the items of two values that are compared.</summary>
internal struct Toll(Meter? meter)
{
    private const int WorkPerStep = 16;

    private int _work;

    /// <summary>Counts one piece of work; false when the run must end.</summary>
    public bool Pay() => ++_work % WorkPerStep != 0 || meter is null || meter.Step();
}
