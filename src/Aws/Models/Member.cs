using System.Text;
using System.Text.Json;

namespace Pipeline.Aws.Models;

/// <summary>A structure's member, with the names it has in JSON already encoded.</summary>
internal sealed class Member(int index, string name, ShapeRef use)
{
    /// <summary>The position in the model, which is the order of boto3's keys.</summary>
    public int Index { get; } = index;

    /// <summary>The name in parameters and results.</summary>
    public string Name { get; } = name;

    public JsonEncodedText EncodedName { get; } = JsonEncodedText.Encode(name);

    public Shape Shape { get; } = use.Shape;

    public Traits Traits { get; } = use.Traits;

    public ShapeRef Use { get; } = use;

    public ShapeType Type => Shape.Type;

    /// <summary>
    /// Whether a response has it in the body. A shape that also serves for requests may place members in the path
    /// or the query string, which a response does not have.
    /// </summary>
    public bool IsInResponseBody => Traits.Location is not (Location.Header or Location.Headers or Location.StatusCode);

    /// <summary>The name in a JSON body.</summary>
    public string WireName { get; } = use.Traits.LocationName ?? name;

    public byte[] WireNameUtf8 { get; } = Encoding.UTF8.GetBytes(use.Traits.LocationName ?? name);

    /// <summary>
    /// The name of the child element: a flattened list has no element of its own, so its items' name stands for it.
    /// </summary>
    public string XmlName =>
        Type == ShapeType.List && Traits.Flattened && Shape.Item.Traits.LocationName is { } itemName ? itemName : WireName;
}
