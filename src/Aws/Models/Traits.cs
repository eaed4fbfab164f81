using System.Text.Json;

namespace Pipeline.Aws.Models;

/// <summary>
/// What changes how a value looks on the wire. A reference's traits lie over those of the shape it refers to,
/// as in botocore.
/// </summary>
internal sealed record Traits
{
    public static readonly Traits None = new();

    /// <summary>The name on the wire, where it differs from the member's.</summary>
    public string? LocationName { get; init; }

    public string? QueryName { get; init; }

    public Location Location { get; init; }

    public bool Flattened { get; init; }

    /// <summary>The name of the member that alone is the body of the HTTP message.</summary>
    public string? Payload { get; init; }

    public string? TimestampFormat { get; init; }

    public string? ResultWrapper { get; init; }

    public XmlNamespace? XmlNamespace { get; init; }

    public bool XmlAttribute { get; init; }

    public bool HostLabel { get; init; }

    public bool JsonValue { get; init; }

    /// <summary>The endpoint rule parameter that takes this member's value.</summary>
    public string? ContextParameter { get; init; }

    /// <summary>A string that boto3 parses although the model says string: <c>policy</c> or <c>template</c>.</summary>
    public string? Decode { get; init; }

    /// <summary>Reads the traits written in <paramref name="definition"/> over <paramref name="under"/>.</summary>
    public static Traits Read(JsonElement definition, Traits under)
    {
        if (definition.ValueKind != JsonValueKind.Object)
        {
            return under;
        }

        var traits = under;
        foreach (var property in definition.EnumerateObject())
        {
            traits = traits.With(property.Name, property.Value);
        }

        return traits;
    }

    private Traits With(string name, JsonElement value) => name switch
    {
        "locationName" => this with { LocationName = value.GetString() },
        "queryName" => this with { QueryName = value.GetString() },
        "location" => this with { Location = LocationNames.Parse(value.GetString()!) },
        "flattened" => this with { Flattened = value.GetBoolean() },
        "payload" => this with { Payload = value.GetString() },
        "timestampFormat" => this with { TimestampFormat = value.GetString() },
        "resultWrapper" => this with { ResultWrapper = value.GetString() },
        "xmlNamespace" => this with { XmlNamespace = Models.XmlNamespace.Read(value) },
        "xmlAttribute" => this with { XmlAttribute = value.GetBoolean() },
        "hostLabel" => this with { HostLabel = value.GetBoolean() },
        "jsonvalue" => this with { JsonValue = value.GetBoolean() },
        "contextParam" => this with { ContextParameter = value.GetProperty("name").GetString() },
        "decode" => this with { Decode = value.GetString() },
        _ => this,
    };
}
