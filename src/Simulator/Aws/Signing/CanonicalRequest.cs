using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Pipeline.Simulator.Aws.Signing;

/// <summary>
/// The canonical form that both sides sign:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html.
/// </summary>
internal static class CanonicalRequest
{
    public static string Create(HttpContext context, AuthorizationHeader authorization, string payloadHash)
    {
        // The decoded path would not do: what was signed is what went over the wire.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var text = new StringBuilder(512);
        text.Append(context.Request.Method).Append('\n')
            .Append(Path(mark < 0 ? target : target[..mark])).Append('\n')
            .Append(Query(mark < 0 ? string.Empty : target[(mark + 1)..])).Append('\n');
        foreach (var name in authorization.SignedHeaders)
        {
            text.Append(name).Append(':').Append(HeaderValue(context.Request, name)).Append('\n');
        }

        return text.Append('\n').AppendJoin(';', authorization.SignedHeaders).Append('\n').Append(payloadHash).ToString();
    }

    // Every service but S3 signs the path encoded once more than it is sent.
    private static string Path(string path) =>
        path.Length <= 1 ? "/" : string.Join('/', path.Split('/').Select(Encode));

    private static string Query(string query)
    {
        if (query.Length == 0)
        {
            return string.Empty;
        }

        var pairs = query.Split('&').Select(pair =>
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? pair : pair[..equals];
            return (Name: Recode(name), Value: equals < 0 ? string.Empty : Recode(pair[(equals + 1)..]));
        });
        return string.Join('&', pairs
            .OrderBy(pair => pair.Name, StringComparer.Ordinal)
            .ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => $"{pair.Name}={pair.Value}"));
    }

    private static string HeaderValue(HttpRequest request, string name)
    {
        var value = string.Join(',', request.Headers[name].Select(part => part?.Trim()));
        while (value.Contains("  ", StringComparison.Ordinal))
        {
            value = value.Replace("  ", " ", StringComparison.Ordinal);
        }

        return value;
    }

    private static string Recode(string encoded) => Encode(Uri.UnescapeDataString(encoded));

    /// <summary>RFC 3986: everything but letters, digits and <c>-._~</c>, as upper-case hexadecimal.</summary>
    private static string Encode(string value) => Uri.EscapeDataString(value);
}
