using System.Text.Json;
using Pipeline.Ingress.Mappings;

namespace Pipeline.Ingress.Tests.LiveEvents;

/// <summary>A mapping of kinds, which a test may change or take away.</summary>
internal sealed class GivenMapping(params string[] kinds) : IMappingOrigin
{
    private int _reads;

    public IReadOnlyList<string> Kinds { get; set; } = kinds;

    public Exception? Failure { get; set; }

    public int Reads => _reads;

    public Task<JsonElement> ReadAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return Failure is { } failure ? Task.FromException<JsonElement>(failure) : Task.FromResult(JsonElement.Parse(Text));
    }

    private string Text => $$"""{"resources":[{{string.Join(',', Kinds.Select(Block))}}]}""";

    private static string Block(string kind) =>
        $$$"""{"kind":"{{{kind}}}","selector":{"query":"true"},"port":{"entity":{"mappings":{"identifier":".Identifier","blueprint":"'x'"} } } }""";
}
