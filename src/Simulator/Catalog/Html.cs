using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Pipeline.Simulator.Catalog;

/// <summary>Builds a page. Whatever is not written as a literal of this assembly is escaped.</summary>
internal sealed class Html
{
    private readonly StringBuilder text = new(16 * 1024);

    /// <summary>Markup: placeholders in it are formatted and escaped, the rest is taken as it is.</summary>
    public Html Add(FormattableString markup)
    {
        text.AppendFormat(EscapingFormat.Instance, markup.Format, markup.GetArguments());
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

    private sealed class EscapingFormat : IFormatProvider, ICustomFormatter
    {
        private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

        public static EscapingFormat Instance { get; } = new();

        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

        public string Format(string? format, object? arg, IFormatProvider? formatProvider) => arg switch
        {
            null => string.Empty,
            IFormattable formattable => Encoder.Encode(formattable.ToString(format, CultureInfo.InvariantCulture)),
            _ => Encoder.Encode(arg.ToString() ?? string.Empty),
        };
    }
}
