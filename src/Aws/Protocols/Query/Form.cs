using System.Text;

namespace Pipeline.Aws.Protocols.Query;

/// <summary>An <c>application/x-www-form-urlencoded</c> body.</summary>
internal sealed class Form
{
    public const string ContentType = "application/x-www-form-urlencoded; charset=utf-8";

    private readonly StringBuilder _text = new();

    public Form(string action, string version)
    {
        Add("Action", action);
        Add("Version", version);
    }

    public void Add(string name, string value) =>
        _text.Append(_text.Length == 0 ? "" : "&").Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));

    public override string ToString() => _text.ToString();
}
