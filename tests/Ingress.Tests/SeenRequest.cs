using System.Text.Json;

namespace Pipeline.Ingress.Tests;

/// <summary>A request that the Simulator's Port answered.</summary>
internal sealed record SeenRequest(string Method, string Path, string Body)
{
    public JsonElement Json => JsonElement.Parse(Body);
}
