using System.Text.Json;

namespace Pipeline.Aws.Endpoints;

/// <summary>The address a rule names, and how it says to sign.</summary>
internal sealed record RuleEndpoint(string Url, string? SigningRegion, string? SigningName, bool DoubleEncodesPath)
{
    public static RuleEndpoint Read(JsonElement endpoint, RuleScope scope)
    {
        var url = scope.Text(endpoint.GetProperty("url"));
        if (!endpoint.TryGetProperty("properties", out var properties)
            || !properties.TryGetProperty("authSchemes", out var schemes))
        {
            return new RuleEndpoint(url, null, null, true);
        }

        // Signature version 4a, over several regions, is never the only one offered to a reader.
        var scheme = schemes.EnumerateArray().FirstOrDefault(offered => offered.GetProperty("name").GetString() is "sigv4");
        return scheme.ValueKind == JsonValueKind.Undefined
            ? new RuleEndpoint(url, null, null, true)
            : new RuleEndpoint(
                url,
                Text(scheme, "signingRegion", scope),
                Text(scheme, "signingName", scope),
                !(scheme.TryGetProperty("disableDoubleEncoding", out var disable) && disable.GetBoolean()));
    }

    private static string? Text(JsonElement scheme, string name, RuleScope scope) =>
        scheme.TryGetProperty(name, out var value) ? scope.Text(value) : null;
}
