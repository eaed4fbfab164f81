using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.AspNetCore.WebUtilities;
using Pipeline.Aws.Protocols;

namespace Pipeline.Aws.Tests.ProtocolVectors;

/// <summary>Serializes a case's parameters and compares the request with the one that is expected.</summary>
internal static class InputCase
{
    public static void Check(ProtocolCase @case)
    {
        var parameters = @case.Definition.TryGetProperty("params", out var given) ? given : JsonElement.Parse("{}");
        var expected = @case.Definition.GetProperty("serialized");

        var request = Protocol.For(@case.Operation.Service).Serialize(@case.Operation, parameters);

        if (expected.TryGetProperty("method", out var method))
        {
            Assert.Equal(method.GetString(), request.Method);
        }

        CheckUri(expected.GetProperty("uri").GetString()!, request);
        CheckHost(@case, expected, request);
        CheckHeaders(expected, request);
        if (expected.TryGetProperty("body", out var body))
        {
            CheckBody(@case.Operation.Service.Protocol, body.GetString()!, Encoding.UTF8.GetString(request.Body));
        }
    }

    private static void CheckUri(string expected, WireRequest request)
    {
        var parts = expected.Split('?', 2);
        Assert.Equal(parts[0], RenderedPath(request));
        Assert.Equal(
            Pairs(parts.Length > 1 ? parts[1] : ""),
            request.Query.Select(pair => (pair.Key, pair.Value)).Order());
    }

    private static string RenderedPath(WireRequest request)
    {
        var path = request.PathTemplate;
        foreach (var (label, value) in request.PathLabels)
        {
            var encoded = Uri.EscapeDataString(value);
            path = path.Replace(label, label.EndsWith("+}", StringComparison.Ordinal) ? encoded.Replace("%2F", "/", StringComparison.Ordinal) : encoded, StringComparison.Ordinal);
        }

        return path;
    }

    private static void CheckHost(ProtocolCase @case, JsonElement expected, WireRequest request)
    {
        if (expected.TryGetProperty("host", out var host) && @case.ClientEndpoint is { } endpoint)
        {
            Assert.Equal(host.GetString(), request.HostPrefix + new Uri(endpoint).Host);
        }
    }

    private static void CheckHeaders(JsonElement expected, WireRequest request)
    {
        if (expected.TryGetProperty("headers", out var headers))
        {
            foreach (var header in headers.EnumerateObject())
            {
                CheckHeader(header.Name, header.Value.GetString()!, request.Headers.GetValueOrDefault(header.Name));
            }
        }

        // The length is set by the HTTP layer.
        Assert.All(Names(expected, "requireHeaders").Where(name => name != "Content-Length"), name => Assert.Contains(name, request.Headers.Keys));
        Assert.All(Names(expected, "forbidHeaders"), name => Assert.DoesNotContain(name, request.Headers.Keys));
    }

    private static void CheckHeader(string name, string expected, string? actual)
    {
        // A media type may have parameters that the case does not name, and a list's items may have spaces between them.
        var isBareType = name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) && !expected.Contains(';', StringComparison.Ordinal);
        Assert.Equal(
            expected.Replace(", ", ",", StringComparison.Ordinal),
            (isBareType ? actual?.Split(';')[0] : actual)?.Replace(", ", ",", StringComparison.Ordinal));
    }

    private static void CheckBody(string protocol, string expected, string actual)
    {
        if (protocol is "query" or "ec2")
        {
            Assert.Equal(Pairs(expected), Pairs(actual));
        }
        else if (expected.StartsWith('{'))
        {
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), $"{expected}\n{actual}");
        }
        else if (protocol == "rest-xml" && expected.TrimStart().StartsWith('<'))
        {
            Assert.True(XNode.DeepEquals(Normalized(XElement.Parse(expected)), Normalized(XElement.Parse(actual))), $"{expected}\n{actual}");
        }
        else
        {
            Assert.Equal(expected, actual);
        }
    }

    /// <summary>Attributes, and the fields of a structure, may come in any order.</summary>
    private static XElement Normalized(XElement element) => new(
        element.Name,
        element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).OrderBy(attribute => attribute.Name.ToString()),
        element.HasElements
            ? element.Elements().Select(Normalized).OrderBy(child => child.Name.ToString()).Cast<object>()
            : [element.Value]);

    private static IEnumerable<(string, string)> Pairs(string query) => QueryHelpers.ParseQuery(query)
        .SelectMany(pair => pair.Value.Select(value => (pair.Key, value ?? "")))
        .Order();

    private static IEnumerable<string> Names(JsonElement element, string name) =>
        element.TryGetProperty(name, out var names) ? names.EnumerateArray().Select(item => item.GetString()!) : [];
}
