using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Pipeline.Port;

/// <content>The integration object, its mapping and its state; the organisation.</content>
public sealed partial class PortClient
{
    private string IntegrationPath => PortPath.Of("integration", _options.IntegrationIdentifier);

    /// <summary>The integration object; null when it was not created yet.</summary>
    public async Task<PortIntegration?> FindIntegrationAsync(CancellationToken cancellationToken)
    {
        var request = new PortRequest(HttpMethod.Get, IntegrationPath);
        return await FindAsync(request, cancellationToken) is { } answer
            ? PortJson.Read(request, answer, PortJson.Default.IntegrationAnswer).Integration
                ?? throw PortErrors.Unreadable(request, answer, exception: null)
            : null;
    }

    /// <summary>Creates the integration object. <see cref="PortErrorKind.Conflict"/> when it is there already.</summary>
    public Task<PortIntegration?> CreateIntegrationAsync(NewIntegration integration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(integration);
        var body = integration with
        {
            InstallationId = _options.IntegrationIdentifier,
            InstallationAppType = _options.IntegrationType,
            Version = _options.IntegrationVersion,
        };
        return WriteIntegrationAsync(
            Request(HttpMethod.Post, PortPath.Of("integration"), body, PortJson.Default.NewIntegration) with
            {
                IsRepeatable = false,
                Query = integration.CreatePortResourcesOrigin == "Port" ? "?integration_modes=create_resources" : "",
            },
            cancellationToken);
    }

    /// <summary>Changes metadata of the integration object. Its mapping stays.</summary>
    public Task<PortIntegration?> UpdateIntegrationAsync(IntegrationUpdate update, CancellationToken cancellationToken) =>
        WriteIntegrationAsync(
            Request(HttpMethod.Patch, IntegrationPath, update, PortJson.Default.IntegrationUpdate), cancellationToken);

    /// <summary>Replaces the mapping.</summary>
    public Task<PortIntegration?> UpdateMappingAsync(JsonElement config, CancellationToken cancellationToken) =>
        WriteIntegrationAsync(
            Request(
                HttpMethod.Patch,
                PortPath.Of("integration", _options.IntegrationIdentifier, "config"),
                new MappingUpdate(config),
                PortJson.Default.MappingUpdate),
            cancellationToken);

    /// <summary>Tells Port how the resync stands.</summary>
    public Task<PortIntegration?> UpdateResyncStateAsync(ResyncState state, CancellationToken cancellationToken) =>
        WriteIntegrationAsync(
            Request(
                HttpMethod.Patch,
                PortPath.Of("integration", _options.IntegrationIdentifier, "resync-state"),
                state,
                PortJson.Default.ResyncState) with { IsBackground = true },
            cancellationToken);

    /// <summary>The latest wish of a user for a resync; null when there is none.</summary>
    public async Task<ResyncRequest?> FindResyncRequestAsync(CancellationToken cancellationToken)
    {
        var request = new PortRequest(HttpMethod.Get, PortPath.Of("integration", _options.IntegrationIdentifier, "resync-request"));
        return await FindAsync(request, cancellationToken) is { } answer
            ? PortJson.Read(request, answer, PortJson.Default.ResyncRequestAnswer).Request
            : null;
    }

    /// <summary>The organisation of the credentials, with its feature flags.</summary>
    public async Task<PortOrganization> GetOrganizationAsync(CancellationToken cancellationToken)
    {
        var request = new PortRequest(HttpMethod.Get, PortPath.Of("organization")) { HasNoResource = true };
        var answer = await _transport.RequireAsync(request, cancellationToken);
        return PortJson.Read(request, answer, PortJson.Default.OrganizationAnswer).Organization
            ?? throw PortErrors.Unreadable(request, answer, exception: null);
    }

    /// <summary>What the organisation's Kafka is entered with.</summary>
    public async Task<KafkaCredentials> GetKafkaCredentialsAsync(CancellationToken cancellationToken)
    {
        var request = new PortRequest(HttpMethod.Get, PortPath.Of("kafka-credentials")) { HasNoResource = true };
        var answer = await _transport.RequireAsync(request, cancellationToken);
        return PortJson.Read(request, answer, PortJson.Default.KafkaCredentialsAnswer).Credentials is { Username: not null, Password: not null } credentials
            ? credentials
            : throw PortErrors.Unreadable(request, answer, exception: null);
    }

    /// <summary>Integration types for which Port makes default blueprints and mapping itself.</summary>
    public async Task<IReadOnlyList<string>> GetProvisionedTypesAsync(CancellationToken cancellationToken)
    {
        var request = new PortRequest(HttpMethod.Get, PortPath.Of("integration", "provision-enabled")) { HasNoResource = true };
        var answer = await _transport.RequireAsync(request, cancellationToken);
        var types = PortJson.Read(request, answer, PortJson.Default.ProvisionAnswer).Integrations ?? [];
        return [.. types.Where(type => type.ValueKind == JsonValueKind.String).Select(type => type.GetString()!)];
    }

    /// <summary>Shows Port a few raw resources of a kind, for its mapping editor. The caller has removed what is secret.</summary>
    public Task SendExamplesAsync(string kind, IReadOnlyList<JsonElement> examples, CancellationToken cancellationToken) =>
        _transport.RequireAsync(
            Request(
                HttpMethod.Post,
                PortPath.Of("integration", _options.IntegrationIdentifier, "kinds", kind, "examples"),
                new ExamplesRequest(examples),
                PortJson.Default.ExamplesRequest) with { IsBackground = true },
            cancellationToken);

    private async Task<PortIntegration?> WriteIntegrationAsync(PortRequest request, CancellationToken cancellationToken)
    {
        var answer = await _transport.RequireAsync(request, cancellationToken);
        return answer.Body.IsEmpty ? null : PortJson.Read(request, answer, PortJson.Default.IntegrationAnswer).Integration;
    }

    /// <summary>The answer, or null when Port says that what the path names does not exist.</summary>
    private async Task<PortAnswer?> FindAsync(PortRequest request, CancellationToken cancellationToken)
    {
        var answer = await _transport.SendAsync(request, cancellationToken);
        if (answer.IsSuccess)
        {
            return answer;
        }

        var failure = PortErrors.FromAnswer(request, answer);
        return failure.Kind == PortErrorKind.NotFound ? null : throw failure;
    }

    private static PortRequest Request<T>(HttpMethod method, string path, T body, JsonTypeInfo<T> type) =>
        new(method, path) { Body = JsonSerializer.SerializeToUtf8Bytes(body, type) };
}
