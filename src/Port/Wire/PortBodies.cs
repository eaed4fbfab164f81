using System.Text.Json;

namespace Pipeline.Port;

internal sealed record TokenRequest(string ClientId, string ClientSecret);

internal sealed record TokenAnswer(string? AccessToken, double ExpiresIn, string? TokenType);

internal sealed record BulkAnswer(IReadOnlyList<BulkSuccess>? Entities, IReadOnlyList<BulkFailure>? Errors);

internal sealed record BulkSuccess(JsonElement? Identifier, int? Index, bool Created);

internal sealed record BulkFailure(JsonElement? Identifier, int? Index, int? StatusCode, string? Error, string? Message);

internal sealed record DeleteRequest(IReadOnlyList<string> Entities);

internal sealed record DeleteAnswer(IReadOnlyList<string>? DeletedEntities);

internal sealed record SearchRequest(JsonElement Query, IReadOnlyList<string>? Include, int Limit, string? From);

internal sealed record SearchQuery(string Combinator, IReadOnlyList<SearchRule> Rules);

internal sealed record SearchRule(string Property, string Operator, string Value);

internal sealed record EntityPage(IReadOnlyList<JsonElement>? Entities, string? Next);

internal sealed record IntegrationAnswer(PortIntegration? Integration);

internal sealed record MappingUpdate(JsonElement Config);

internal sealed record ResyncRequestAnswer(ResyncRequest? Request);

internal sealed record OrganizationAnswer(PortOrganization? Organization);

internal sealed record KafkaCredentialsAnswer(KafkaCredentials? Credentials);

internal sealed record ProvisionAnswer(IReadOnlyList<JsonElement>? Integrations);

internal sealed record BlueprintAnswer(JsonElement? Blueprint);

internal sealed record BlueprintList(IReadOnlyList<JsonElement>? Blueprints);

internal sealed record ExamplesRequest(IReadOnlyList<JsonElement> Examples);

internal sealed record RemovalAnswer(string? MigrationId);

internal sealed record MigrationAnswer(MigrationState? Migration);

internal sealed record MigrationState(string? Status);

internal sealed record CountAnswer(long? Count);

internal sealed record LogsRequest(IReadOnlyList<PortLogEntry> Logs);

internal sealed record SyncMetricsRequest(IReadOnlyList<SyncMetrics> SyncKindsMetrics);

internal sealed record SyncKindMetricsRequest(SyncMetrics SyncKindMetrics);

internal sealed record HeartbeatRequest(string EventId);
