namespace Pipeline.Simulator.Recording;

/// <summary>A request that was answered, on either side.</summary>
internal sealed record RecordedRequest(
    long Number, DateTimeOffset Time, string Side, string Method, string Path, string Query, string UserAgent, int Status, int BodyBytes, double Milliseconds)
{
    /// <summary>AWS's error code, or Port's error word.</summary>
    public string? Error { get; init; }

    /// <summary>The request's body, where it was kept.</summary>
    public string? Body { get; set; }
}
