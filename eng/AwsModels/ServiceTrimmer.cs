using System.Text.Json.Nodes;

namespace Pipeline.AwsModels;

/// <summary>
/// Cuts a service model down to its read operations and the shapes they reach, in botocore's own vocabulary:
/// what is left can be read by anything that reads botocore's models, except that a member without traits is
/// written as its shape's name alone and that scalar shapes without traits are named by their type.
/// </summary>
internal sealed class ServiceTrimmer(string service, JsonObject model, JsonObject? paginators, JsonObject? endpoints)
{
    private readonly ShapeTrimmer _shapes = new(service, model["shapes"]!.AsObject());

    /// <returns>The trimmed model, or <see langword="null"/> when nothing in it can be called.</returns>
    public JsonObject? Trim()
    {
        var protocol = ReadSelection.Protocol(model["metadata"]!.AsObject());
        if (protocol is null || endpoints is null)
        {
            return null;
        }

        var operations = TrimOperations();
        if (operations.Count == 0)
        {
            return null;
        }

        return new JsonObject
        {
            ["metadata"] = TrimMetadata(protocol),
            ["endpoints"] = TrimEndpoints(),
            ["operations"] = operations,
            ["shapes"] = _shapes.Reached(),
        };
    }

    private JsonObject TrimMetadata(string protocol)
    {
        var source = model["metadata"]!.AsObject();
        var kept = new JsonObject { ["protocol"] = protocol };
        string[] names =
            ["apiVersion", "endpointPrefix", "serviceId", "signingName", "signatureVersion", "jsonVersion", "targetPrefix", "awsQueryCompatible"];
        foreach (var name in names)
        {
            if (source[name] is { } value)
            {
                kept[name] = value is JsonObject ? true : value.DeepClone();
            }
        }

        return kept;
    }

    private JsonObject TrimOperations()
    {
        var kept = new JsonObject();
        foreach (var (name, operation) in model["operations"]!.AsObject().OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (ReadSelection.Keeps(service, name) && !_shapes.Streams(operation!["input"]) && !_shapes.Streams(operation["output"]))
            {
                kept[name] = TrimOperation(name, operation.AsObject());
            }
        }

        return kept;
    }

    private JsonObject TrimOperation(string name, JsonObject operation)
    {
        var kept = new JsonObject();
        if (Http(operation["http"]!) is { } http)
        {
            kept["http"] = http;
        }

        foreach (var side in (string[])["input", "output"])
        {
            if (operation[side] is { } reference)
            {
                kept[side] = _shapes.Reference(reference.AsObject());
            }
        }

        foreach (var trait in (string[])["endpoint", "authtype", "auth", "staticContextParams"])
        {
            if (operation[trait] is { } value)
            {
                kept[trait] = value.DeepClone();
            }
        }

        if (paginators?["pagination"]?[name] is JsonObject paginator)
        {
            kept["paginator"] = TrimPaginator(paginator);
        }

        return kept;
    }

    /// <summary>Most operations are a POST to the root, which goes without saying.</summary>
    private JsonObject? Http(JsonNode http)
    {
        var method = http["method"]!.GetValue<string>();
        var uri = http["requestUri"]!.GetValue<string>();
        return method == "POST" && uri == "/" ? null : new JsonObject { ["method"] = method, ["requestUri"] = RequestUri(uri) };
    }

    /// <summary>S3's endpoint rules put the bucket into the address, so botocore takes it out of the path (handlers.py).</summary>
    private string RequestUri(string uri) =>
        service == "s3" && uri.StartsWith("/{Bucket}", StringComparison.Ordinal) ? "/" + uri["/{Bucket}".Length..].TrimStart('/') : uri;

    private static JsonObject TrimPaginator(JsonObject paginator)
    {
        var kept = new JsonObject();
        foreach (var name in (string[])["input_token", "output_token", "more_results", "limit_key", "result_key"])
        {
            if (paginator[name] is { } value)
            {
                kept[name] = value.DeepClone();
            }
        }

        return kept;
    }

    private JsonObject TrimEndpoints()
    {
        var kept = new JsonObject { ["parameters"] = new JsonObject(), ["rules"] = endpoints!["rules"]!.DeepClone() };
        foreach (var (name, parameter) in endpoints["parameters"]!.AsObject())
        {
            var trimmed = parameter!.DeepClone().AsObject();
            trimmed.Remove("documentation");
            trimmed.Remove("type");
            kept["parameters"]![name] = trimmed;
        }

        RemoveDocumentation(kept["rules"]!);
        return kept;
    }

    private static void RemoveDocumentation(JsonNode node)
    {
        if (node is JsonObject fields)
        {
            fields.Remove("documentation");
        }

        foreach (var child in node is JsonArray items ? items : node is JsonObject inner ? inner.Select(pair => pair.Value) : [])
        {
            if (child is JsonObject or JsonArray)
            {
                RemoveDocumentation(child);
            }
        }
    }
}
