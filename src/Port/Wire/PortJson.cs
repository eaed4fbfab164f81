using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Pipeline.Port;

/// <summary>The typed bodies. Fields that Port adds are passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(BulkAnswer))]
[JsonSerializable(typeof(DeleteRequest))]
[JsonSerializable(typeof(DeleteAnswer))]
[JsonSerializable(typeof(SearchQuery))]
[JsonSerializable(typeof(SearchRequest))]
[JsonSerializable(typeof(OwnedRequest))]
[JsonSerializable(typeof(EntityPage))]
[JsonSerializable(typeof(NewIntegration))]
[JsonSerializable(typeof(IntegrationUpdate))]
[JsonSerializable(typeof(IntegrationAnswer))]
[JsonSerializable(typeof(MappingUpdate))]
[JsonSerializable(typeof(ResyncState))]
[JsonSerializable(typeof(ResyncRequestAnswer))]
[JsonSerializable(typeof(OrganizationAnswer))]
[JsonSerializable(typeof(KafkaCredentialsAnswer))]
[JsonSerializable(typeof(ProvisionAnswer))]
[JsonSerializable(typeof(BlueprintAnswer))]
[JsonSerializable(typeof(BlueprintList))]
[JsonSerializable(typeof(ExamplesRequest))]
[JsonSerializable(typeof(RemovalAnswer))]
[JsonSerializable(typeof(MigrationAnswer))]
[JsonSerializable(typeof(CountAnswer))]
[JsonSerializable(typeof(LogsRequest))]
[JsonSerializable(typeof(SyncMetricsRequest))]
[JsonSerializable(typeof(SyncKindMetricsRequest))]
[JsonSerializable(typeof(HeartbeatRequest))]
internal sealed partial class PortJson : JsonSerializerContext
{
    /// <exception cref="PortException">The body is not the JSON it should be.</exception>
    public static T Read<T>(PortRequest request, PortAnswer answer, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(answer.Body.Span, type)
                ?? throw PortErrors.Unreadable(request, answer, exception: null);
        }
        catch (JsonException exception)
        {
            throw PortErrors.Unreadable(request, answer, exception);
        }
    }
}
