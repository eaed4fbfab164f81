using System.Diagnostics;

namespace Pipeline.Simulator.Recording;

/// <summary>
/// A request to the Port side and its answer, as they go over the wire. Whoever listens to the diagnostic source
/// <see cref="SourceName"/> is told of each before it is sent, so that none needs to be kept to be checked.
/// </summary>
/// <param name="World">Where the Port side answers.</param>
/// <param name="Method">The request's method, in capitals.</param>
/// <param name="Target">Its path and query, still encoded.</param>
/// <param name="Body">Its body; empty too when it was too long to be read. Pooled: good until the listener returns.</param>
/// <param name="Status">The answer's status.</param>
/// <param name="Answer">The answer's body, pooled likewise.</param>
public sealed record PortTraffic(string World, string Method, string Target, ReadOnlyMemory<byte> Body, int Status, ReadOnlyMemory<byte> Answer)
{
    /// <summary>The name of the diagnostic source.</summary>
    public const string SourceName = "Pipeline.Simulator";

    /// <summary>The name of its event, whose payload is a <see cref="PortTraffic"/>.</summary>
    public const string Answered = "Port.Answered";

    internal static readonly DiagnosticListener Source = new(SourceName);
}
