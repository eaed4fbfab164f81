using System.Text.Json;

namespace Pipeline.Port;

/// <content>Actions, scorecards and pages, as raw JSON.</content>
public sealed partial class PortClient
{
    /// <summary>Creates a self-service action. <see cref="PortErrorKind.Conflict"/> when it is there already.</summary>
    public Task CreateActionAsync(JsonElement action, CancellationToken cancellationToken) =>
        CreateAsync(PortPath.Of("actions"), action, cancellationToken);

    /// <summary>Creates a scorecard of a blueprint. <see cref="PortErrorKind.Conflict"/> when it is there already.</summary>
    public Task CreateScorecardAsync(string blueprint, JsonElement scorecard, CancellationToken cancellationToken) =>
        CreateAsync(PortPath.Of("blueprints", blueprint, "scorecards"), scorecard, cancellationToken);

    /// <summary>Creates a page of Port's user interface. <see cref="PortErrorKind.Conflict"/> when it is there already.</summary>
    public Task CreatePageAsync(JsonElement page, CancellationToken cancellationToken) =>
        CreateAsync(PortPath.Of("pages"), page, cancellationToken);

    private Task<PortAnswer> CreateAsync(string path, JsonElement body, CancellationToken cancellationToken) =>
        _transport.RequireAsync(new PortRequest(HttpMethod.Post, path) { Body = Bytes(body), IsRepeatable = false }, cancellationToken);
}
