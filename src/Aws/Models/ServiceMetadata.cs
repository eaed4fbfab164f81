using System.Text.Json;

namespace Pipeline.Aws.Models;

/// <summary>What holds for all operations of a service.</summary>
internal sealed record ServiceMetadata
{
    public required string Protocol { get; init; }

    public string ApiVersion { get; init; } = "";

    public string EndpointPrefix { get; init; } = "";

    /// <summary>The service's name in <c>AWS_ENDPOINT_URL_…</c>, for example <c>Resource Groups</c>.</summary>
    public string ServiceId { get; init; } = "";

    public string SigningName { get; init; } = "";

    public string JsonVersion { get; init; } = "1.0";

    public string TargetPrefix { get; init; } = "";

    /// <summary>A service that used to speak query and still sends the old error codes in a header.</summary>
    public bool IsQueryCompatible { get; init; }

    public static ServiceMetadata Read(JsonElement metadata)
    {
        var prefix = Text(metadata, "endpointPrefix") ?? "";
        return new ServiceMetadata
        {
            Protocol = Text(metadata, "protocol")!,
            ApiVersion = Text(metadata, "apiVersion") ?? "",
            EndpointPrefix = prefix,
            ServiceId = Text(metadata, "serviceId") ?? "",
            SigningName = Text(metadata, "signingName") ?? prefix,
            JsonVersion = Text(metadata, "jsonVersion") ?? "1.0",
            TargetPrefix = Text(metadata, "targetPrefix") ?? "",
            IsQueryCompatible = metadata.TryGetProperty("awsQueryCompatible", out _),
        };
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.ToString() : null;
}
