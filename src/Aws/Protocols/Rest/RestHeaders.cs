using System.Text;
using Pipeline.Aws.Models;

namespace Pipeline.Aws.Protocols.Rest;

/// <summary>Puts a parameter into a request header.</summary>
internal static class RestHeaders
{
    public static void Bind(WireRequest request, Member member, Parameter value)
    {
        if (value.Type == ShapeType.List)
        {
            var items = value.Items().Select(Text).ToList();
            if (items.Count > 0)
            {
                request.Headers[member.WireName] = string.Join(',', items);
            }
        }
        else
        {
            request.Headers[member.WireName] = member.Traits.JsonValue
                ? Convert.ToBase64String(Encoding.UTF8.GetBytes(value.Value.GetRawText()))
                : value.WireText("rfc822");
        }
    }

    private static string Text(Parameter item)
    {
        var text = item.WireText("rfc822");
        return item.Type == ShapeType.String && text.AsSpan().ContainsAny('"', ',')
            ? $"\"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : text;
    }
}
