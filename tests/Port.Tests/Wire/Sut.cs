using System.Text;
using Microsoft.Extensions.Logging;

namespace Pipeline.Port.Tests;

/// <summary>Makes clients and entities for tests.</summary>
internal static class Sut
{
    public const string Secret = "canary-secret-5f1c";

    public static readonly UpsertOptions Upsert = new() { RunId = "run-1", EventType = "resync" };

    public static PortOptions Options(string baseUrl = "http://127.0.0.1:1") => new()
    {
        BaseUrl = baseUrl,
        ClientId = "client-id",
        ClientSecret = Secret,
        IntegrationIdentifier = "my-aws",
        IntegrationType = "aws",
        IntegrationVersion = "1.2.3",
    };

    public static PortClient Create(
        StubPort port, TimeProvider time, Action<PortOptions>? configure = null, ILogger<PortClient>? logger = null)
    {
        var options = Options();
        configure?.Invoke(options);
        return new PortClient(options, port, time, jitter: () => 0.5, logger);
    }

    /// <summary>Entities named e-0, e-1 and so on.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Entities(int count, int padding = 0) =>
        [.. Enumerable.Range(0, count).Select(index => Entity($"e-{index}", padding))];

    public static ReadOnlyMemory<byte> Entity(string identifier, int padding = 0) => Encoding.UTF8.GetBytes(
        $$"""{"identifier":"{{identifier}}","blueprint":"bucket","title":null,"properties":{"text":"{{new string('x', padding)}}" } }""");
}
