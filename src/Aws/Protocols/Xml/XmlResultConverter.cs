using System.Globalization;
using Pipeline.Aws.Models;
using Pipeline.Aws.Paging;

namespace Pipeline.Aws.Protocols.Xml;

/// <summary>Writes an XML response in boto3's shape: members in the model's order, absent ones left out.</summary>
internal sealed class XmlResultConverter(XmlTape tape, ResultContext result)
{
    /// <summary>Writes a structure's members without the braces, so that others can stand beside them.</summary>
    public void WriteMembers(int element, Shape shape, PageNode? node)
    {
        if (element == XmlTape.None)
        {
            return;
        }

        if (shape.IsUnion && UnknownMember(element, shape) is { } unknown)
        {
            result.Writer.WriteStartObject("SDK_UNKNOWN_MEMBER"u8);
            result.Writer.WriteString("name"u8, unknown);
            result.Writer.WriteEndObject();
            return;
        }

        foreach (var member in shape.Members)
        {
            if (member.IsInResponseBody && Source(element, member) is var source and not XmlTape.None)
            {
                var written = result.Begin(member, node);
                Write(source, member.Use, written.Node);
                written.End();
            }
        }
    }

    public void Write(int element, ShapeRef use, PageNode? node)
    {
        switch (use.Type)
        {
            case ShapeType.Structure:
                result.Writer.WriteStartObject();
                WriteMembers(element, use.Shape, node);
                result.Writer.WriteEndObject();
                break;
            case ShapeType.List:
                WriteList(element, use, node);
                break;
            case ShapeType.Map:
                WriteMap(element, use, node);
                break;
            default:
                XmlScalars.Write(tape.Text(element), use, result);
                break;
        }
    }

    private int Source(int element, Member member) =>
        member.Traits.XmlAttribute ? tape.Attribute(element, member.WireName) : tape.Child(element, member.XmlName);

    private string? UnknownMember(int element, Shape shape)
    {
        var child = tape.FirstChild(element);
        return child != XmlTape.None && tape.NextSibling(child) == XmlTape.None
            && !shape.Members.Any(member => member.XmlName == tape.Name(child))
            ? tape.Name(child)
            : null;
    }

    private void WriteList(int element, ShapeRef use, PageNode? node)
    {
        result.Writer.WriteStartArray();
        if (use.Traits.Flattened)
        {
            for (var item = element; item != XmlTape.None; item = tape.NextNamesake(item))
            {
                Write(item, use.Shape.Item, node);
            }
        }
        else
        {
            for (var item = tape.FirstChild(element); item != XmlTape.None; item = tape.NextSibling(item))
            {
                Write(item, use.Shape.Item, node);
            }
        }

        result.Writer.WriteEndArray();
    }

    private void WriteMap(int element, ShapeRef use, PageNode? node)
    {
        var entry = use.Traits.Flattened ? element : tape.FirstChild(element);
        result.Writer.WriteStartObject();
        while (entry != XmlTape.None)
        {
            WriteEntry(entry, use.Shape, node);
            entry = use.Traits.Flattened ? tape.NextNamesake(entry) : tape.NextSibling(entry);
        }

        result.Writer.WriteEndObject();
    }

    private void WriteEntry(int entry, Shape map, PageNode? node)
    {
        var key = tape.Child(entry, map.Key.Traits.LocationName ?? "key");
        var value = tape.Child(entry, map.Value.Traits.LocationName ?? "value");
        if (key == XmlTape.None || value == XmlTape.None)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"The map entry '{tape.Name(entry)}' lacks its key or value."));
        }

        result.Writer.WritePropertyName(tape.Text(key));
        Write(value, map.Value, node);
    }
}
