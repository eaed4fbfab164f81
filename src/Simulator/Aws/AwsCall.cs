using Pipeline.Simulator.Aws.Signing;
using Pipeline.Simulator.Hosting;

namespace Pipeline.Simulator.Aws;

/// <summary>A request whose signature is good: who asks for what, where.</summary>
internal sealed record AwsCall(
    AwsProtocol Protocol,
    string Service,
    string Operation,
    string Region,
    AwsCredential Caller,
    ReadOnlyMemory<byte> Body,
    PooledBuffer Answer)
{
    /// <summary>The path, for services that name their resources by it.</summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>True when the answer is to be cut in the middle.</summary>
    public bool CutAnswer { get; set; }
}
