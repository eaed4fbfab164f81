namespace Pipeline.Port;

/// <content>What takes an installation away again.</content>
public sealed partial class PortClient
{
    /// <summary>Deletes the integration object, with its mapping. False when Port did not have it.</summary>
    public async Task<bool> DeleteIntegrationAsync(CancellationToken cancellationToken) =>
        await FindAsync(new PortRequest(HttpMethod.Delete, IntegrationPath), cancellationToken) is not null;

    /// <summary>
    /// Deletes a blueprint with every entity of it, whoever wrote them. Answers the migration in which Port does that;
    /// null when it is done, or when there is no such blueprint.
    /// </summary>
    public async Task<string?> DeleteBlueprintWithEntitiesAsync(string identifier, CancellationToken cancellationToken)
    {
        var request = new PortRequest(HttpMethod.Delete, PortPath.Of("blueprints", identifier, "all-entities"))
        {
            Query = "?delete_blueprint=true",
        };
        return await FindAsync(request, cancellationToken) is { } answer
            ? PortJson.Read(request, answer, PortJson.Default.RemovalAnswer).MigrationId
            : null;
    }

    /// <summary>Where a migration stands, in Port's word such as <c>RUNNING</c> or <c>COMPLETED</c>; null when Port does not know it.</summary>
    public async Task<string?> FindMigrationStatusAsync(string identifier, CancellationToken cancellationToken)
    {
        var request = new PortRequest(HttpMethod.Get, PortPath.Of("migrations", identifier));
        return await FindAsync(request, cancellationToken) is { } answer
            ? PortJson.Read(request, answer, PortJson.Default.MigrationAnswer).Migration?.Status
            : null;
    }

    /// <summary>How many entities a blueprint has, whoever wrote them.</summary>
    public async Task<long> CountEntitiesAsync(string blueprint, CancellationToken cancellationToken)
    {
        var request = new PortRequest(HttpMethod.Get, PortPath.Of("blueprints", blueprint, "entities-count"));
        var answer = await _transport.RequireAsync(request, cancellationToken);
        return PortJson.Read(request, answer, PortJson.Default.CountAnswer).Count
            ?? throw PortErrors.Unreadable(request, answer, exception: null);
    }
}
