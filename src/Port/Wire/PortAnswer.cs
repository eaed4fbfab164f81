namespace Pipeline.Port;

/// <summary>An answer, read to its end.</summary>
internal sealed record PortAnswer(int Status, ReadOnlyMemory<byte> Body, string? TraceId, TimeSpan? RetryAfter)
{
    private PortError? _error;

    /// <summary>Why there was no answer: then the status is 0.</summary>
    public string? Silence { get; init; }

    public bool IsSuccess => Status is >= 200 and < 300;

    public PortError Error => _error ??= PortError.Read(Body);
}
