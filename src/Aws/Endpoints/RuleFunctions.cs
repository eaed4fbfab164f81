using System.Text.Json;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace Pipeline.Aws.Endpoints;

/// <summary>The functions of the endpoint rules language, over the SDK's own implementation of its standard library.</summary>
internal static class RuleFunctions
{
    public static object? Call(JsonElement call, RuleScope scope)
    {
        var arguments = call.GetProperty("argv").EnumerateArray().Select(argument => Value(argument, scope)).ToArray();
        return call.GetProperty("fn").GetString() switch
        {
            "isSet" => arguments[0] is not null,
            "not" => arguments[0] is not true,
            "booleanEquals" => Equals(arguments[0], arguments[1]),
            "stringEquals" => Equals(arguments[0], arguments[1]),
            "getAttr" => arguments[0] is { } value ? Fn.GetAttr(value, (string)arguments[1]!) : null,
            "aws.partition" => Fn.Partition((string?)arguments[0] ?? "us-east-1"),
            "aws.parseArn" => arguments[0] is string arn ? Fn.ParseArn(arn) : null,
            "aws.isVirtualHostableS3Bucket" => arguments[0] is string bucket && Fn.IsVirtualHostableS3Bucket(bucket, (bool)arguments[1]!),
            "isValidHostLabel" => arguments[0] is string label && Fn.IsValidHostLabel(label, (bool)arguments[1]!),
            "parseURL" => arguments[0] is string url ? Fn.ParseURL(url) : null,
            "substring" => arguments[0] is string text
                ? Fn.Substring(text, (int)arguments[1]!, (int)arguments[2]!, (bool)arguments[3]!)
                : null,
            "uriEncode" => arguments[0] is string raw ? Fn.UriEncode(raw) : null,
            var name => throw new InvalidDataException($"The endpoint rules use the unknown function '{name}'."),
        };
    }

    public static object? Value(JsonElement value, RuleScope scope)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            return value.TryGetProperty("ref", out var reference) ? scope.Find(reference.GetString()!) : Call(value, scope);
        }

        return value.ValueKind == JsonValueKind.String ? scope.Text(value) : Literal(value);
    }

    public static object? Literal(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.GetInt32(),
        JsonValueKind.Null => null,
        JsonValueKind.Array => value.EnumerateArray().Select(item => item.GetString()).ToList(),
        _ => value.GetString(),
    };
}
