namespace Pipeline.Port;

/// <summary>One call of a caller, over all its attempts.</summary>
internal sealed class PortCall(PortRequest request, DateTimeOffset startedAt, TimeSpan patience)
{
    public PortRequest Request { get; } = request;

    public DateTimeOffset StartedAt { get; } = startedAt;

    public int Attempts { get; set; }

    public int Unauthorized { get; set; }

    public int ServerErrors { get; set; }

    public bool HasPatience(DateTimeOffset now) =>
        patience == Timeout.InfiniteTimeSpan || now - StartedAt < patience;
}
