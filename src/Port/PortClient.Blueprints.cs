using System.Text.Json;

namespace Pipeline.Port;

/// <content>Blueprints, as raw JSON.</content>
public sealed partial class PortClient
{
    /// <summary>A blueprint; null when Port has none of that identifier.</summary>
    public async Task<JsonElement?> FindBlueprintAsync(string identifier, CancellationToken cancellationToken)
    {
        var request = new PortRequest(HttpMethod.Get, PortPath.Of("blueprints", identifier));
        return await FindAsync(request, cancellationToken) is { } answer ? Blueprint(request, answer) : null;
    }

    /// <summary>All blueprints.</summary>
    public async Task<IReadOnlyList<JsonElement>> ListBlueprintsAsync(CancellationToken cancellationToken)
    {
        var request = new PortRequest(HttpMethod.Get, PortPath.Of("blueprints")) { HasNoResource = true };
        var answer = await _transport.RequireAsync(request, cancellationToken);
        return PortJson.Read(request, answer, PortJson.Default.BlueprintList).Blueprints
            ?? throw PortErrors.Unreadable(request, answer, exception: null);
    }

    /// <summary>Creates a blueprint. <see cref="PortErrorKind.Conflict"/> when it is there already.</summary>
    public Task<JsonElement> CreateBlueprintAsync(JsonElement blueprint, CancellationToken cancellationToken) =>
        WriteBlueprintAsync(
            new PortRequest(HttpMethod.Post, PortPath.Of("blueprints")) { Body = Bytes(blueprint), IsRepeatable = false },
            cancellationToken);

    /// <summary>Changes what the given object carries of a blueprint.</summary>
    public Task<JsonElement> UpdateBlueprintAsync(string identifier, JsonElement changes, CancellationToken cancellationToken) =>
        WriteBlueprintAsync(
            new PortRequest(HttpMethod.Patch, PortPath.Of("blueprints", identifier)) { Body = Bytes(changes) },
            cancellationToken);

    /// <summary>Deletes a blueprint. False when Port did not have it.</summary>
    public async Task<bool> DeleteBlueprintAsync(string identifier, CancellationToken cancellationToken) =>
        await FindAsync(new PortRequest(HttpMethod.Delete, PortPath.Of("blueprints", identifier)), cancellationToken) is not null;

    private async Task<JsonElement> WriteBlueprintAsync(PortRequest request, CancellationToken cancellationToken) =>
        Blueprint(request, await _transport.RequireAsync(request, cancellationToken));

    private static JsonElement Blueprint(PortRequest request, PortAnswer answer) =>
        PortJson.Read(request, answer, PortJson.Default.BlueprintAnswer).Blueprint
        ?? throw PortErrors.Unreadable(request, answer, exception: null);
}
