using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Pipeline.Simulator.Catalog;

/// <summary>Builds a page. Whatever is not written as a literal of this assembly is escaped.</summary>
internal sealed class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder text = new(16 * 1024);

    /// <summary>Markup: placeholders in it are escaped, the rest is taken as it is.</summary>
    public Html Add(FormattableString markup)
    {
        var values = markup.GetArguments().Select(value => (object)Escape(Convert.ToString(value, CultureInfo.InvariantCulture))).ToArray();
        text.AppendFormat(CultureInfo.InvariantCulture, markup.Format, values);
        return this;
    }

    public Html AddLink(string address, string? label) => Add($"<a href=\"{address}\">{label}</a>");

    public static string EntityAddress(string blueprint, string identifier) =>
        $"/entity?blueprint={Uri.EscapeDataString(blueprint)}&id={Uri.EscapeDataString(identifier)}";

    public static string BlueprintAddress(string blueprint, string? query = null, int page = 1)
    {
        var address = new StringBuilder("/blueprint?id=").Append(Uri.EscapeDataString(blueprint));
        if (!string.IsNullOrEmpty(query))
        {
            address.Append("&q=").Append(Uri.EscapeDataString(query));
        }

        return page > 1 ? address.Append(CultureInfo.InvariantCulture, $"&page={page}").ToString() : address.ToString();
    }

    public override string ToString() => text.ToString();

    private static string Escape(string? value) => value is null ? string.Empty : Encoder.Encode(value);
}
