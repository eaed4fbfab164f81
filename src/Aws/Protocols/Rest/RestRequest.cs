using System.Text.RegularExpressions;
using Pipeline.Aws.Models;

namespace Pipeline.Aws.Protocols.Rest;

/// <summary>The part of a request that the REST protocols share: labels, query string, headers, and what is left for the body.</summary>
internal static partial class RestRequest
{
    public static WireRequest Bind(Operation operation, Parameter input, out List<MemberParameter> body)
    {
        var uri = operation.RequestUri.Split('?', 2);
        var request = new WireRequest { Method = operation.Method, PathTemplate = uri[0] };
        if (uri.Length > 1)
        {
            AddFixedQuery(request, uri[1]);
        }

        body = [];
        foreach (var parameter in input.Members())
        {
            if (!Bind(request, parameter))
            {
                body.Add(parameter);
            }
        }

        request.HostPrefix = HostPrefix.Expand(operation, input);
        RequireLabels(operation, request);
        return request;
    }

    /// <summary>Sets the body, and its type unless a parameter has set that already.</summary>
    /// <param name="request">The request.</param>
    /// <param name="input">The operation's input.</param>
    /// <param name="body">What to send.</param>
    /// <param name="structured">The media type of the protocol's documents.</param>
    public static void SetBody(WireRequest request, ShapeRef input, byte[] body, string structured)
    {
        request.Body = body;
        if (body.Length > 0 || input.Payload?.Type == ShapeType.Blob)
        {
            request.Headers.TryAdd("Content-Type", input.Payload?.Type switch
            {
                ShapeType.Blob => "application/octet-stream",
                ShapeType.String => "text/plain",
                _ => structured,
            });
        }
    }

    private static bool Bind(WireRequest request, MemberParameter parameter)
    {
        var (member, value) = parameter;
        switch (member.Traits.Location)
        {
            case Location.Uri:
                BindLabel(request, member, value);
                return true;
            case Location.QueryString:
                RestQuery.Bind(request, member, value);
                return true;
            case Location.Header:
                RestHeaders.Bind(request, member, value);
                return true;
            case Location.Headers:
                foreach (var (name, text) in value.Entries())
                {
                    request.Headers[member.WireName + name] = text.Text();
                }

                return true;
            default:
                return false;
        }
    }

    private static void BindLabel(WireRequest request, Member member, Parameter value)
    {
        var text = value.WireText("iso8601");
        if (text.Length == 0)
        {
            throw new ParameterException($"The parameter '{value.Path}' is part of the path and must not be empty.");
        }

        var greedy = $"{{{member.WireName}+}}";
        request.PathLabels[request.PathTemplate.Contains(greedy, StringComparison.Ordinal) ? greedy : $"{{{member.WireName}}}"] = text;
    }

    private static void AddFixedQuery(WireRequest request, string query)
    {
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            request.Query.Add(KeyValuePair.Create(parts[0], parts.Length > 1 ? parts[1] : ""));
        }
    }

    private static void RequireLabels(Operation operation, WireRequest request)
    {
        foreach (Match label in Label().Matches(request.PathTemplate))
        {
            if (!request.PathLabels.ContainsKey(label.Value))
            {
                throw new ParameterException($"{operation.Name} needs the parameter '{label.Value.Trim('{', '}', '+')}' for its path.");
            }
        }
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Label();
}
