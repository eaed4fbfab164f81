using System.Diagnostics.Metrics;

namespace Pipeline.Ingress.LiveEvents.Intake;

/// <summary>Counts the events that come in, by what became of them.</summary>
internal sealed class IntakeMeter
{
    private readonly Counter<long> _events;

    public IntakeMeter(IMeterFactory meters) => _events = meters
        .Create("Pipeline.Ingress")
        .CreateCounter<long>("pipeline.live.events", "{event}", "Live events received, by what became of them.");

    public void Accepted(int count) => Count("accepted", count);

    public void Unmapped(int count) => Count("unmapped", count);

    public void Repeated(int count) => Count("repeated", count);

    public void Unknown(int count) => Count("unknown", count);

    public void FailedCalls(int count) => Count("failed_call", count);

    public void Unusable(int count) => Count("unusable", count);

    public void Refused(int count) => Count("refused", count);

    private void Count(string outcome, int count)
    {
        if (count > 0)
        {
            _events.Add(count, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }
}
