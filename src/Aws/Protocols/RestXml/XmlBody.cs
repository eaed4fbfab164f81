using System.Text;
using System.Xml;
using Pipeline.Aws.Models;

namespace Pipeline.Aws.Protocols.RestXml;

/// <summary>Writes parameters as the XML that a service expects.</summary>
internal sealed class XmlBody(XmlWriter writer)
{
    private static readonly XmlWriterSettings Settings = new() { OmitXmlDeclaration = true, Encoding = new UTF8Encoding(false) };

    /// <summary>Writes a structure as the document's element.</summary>
    public static byte[] Write(ShapeRef use, IEnumerable<MemberParameter> members)
    {
        using var buffer = new MemoryStream();
        using (var writer = XmlWriter.Create(buffer, Settings))
        {
            new XmlBody(writer).WriteStructure(use.Traits.LocationName ?? use.Shape.Name, use, [.. members], "");
        }

        return buffer.ToArray();
    }

    private void WriteValue(string name, Parameter parameter, string space)
    {
        switch (parameter.Type)
        {
            case ShapeType.Structure:
                WriteStructure(name, parameter.Use, [.. parameter.Members()], space);
                break;
            case ShapeType.List:
                WriteList(name, parameter, space);
                break;
            case ShapeType.Map:
                WriteMap(name, parameter, space);
                break;
            default:
                Start(name, parameter.Use, space);
                writer.WriteString(Text(parameter));
                writer.WriteEndElement();
                break;
        }
    }

    private void WriteStructure(string name, ShapeRef use, List<MemberParameter> members, string space)
    {
        var inner = Start(name, use, space);
        foreach (var (member, value) in members.Where(given => given.Member.Traits.XmlAttribute))
        {
            WriteAttribute(member, value, use);
        }

        foreach (var (member, value) in members.Where(given => !given.Member.Traits.XmlAttribute))
        {
            WriteValue(member.WireName, value, inner);
        }

        writer.WriteEndElement();
    }

    private void WriteAttribute(Member member, Parameter value, ShapeRef owner)
    {
        var name = member.WireName.Split(':', 2);
        if (name.Length > 1)
        {
            writer.WriteAttributeString(name[0], name[1], owner.Traits.XmlNamespace?.Uri, value.Text());
        }
        else
        {
            writer.WriteAttributeString(name[0], value.Text());
        }
    }

    private void WriteList(string name, Parameter list, string space)
    {
        if (list.Use.Traits.Flattened)
        {
            foreach (var item in list.Items())
            {
                WriteValue(name, item, space);
            }

            return;
        }

        var inner = Start(name, list.Use, space);
        foreach (var item in list.Items())
        {
            WriteValue(item.Use.Traits.LocationName ?? "member", item, inner);
        }

        writer.WriteEndElement();
    }

    private void WriteMap(string name, Parameter map, string space)
    {
        var inner = map.Use.Traits.Flattened ? space : Start(name, map.Use, space);
        foreach (var (key, value) in map.Entries())
        {
            writer.WriteStartElement(map.Use.Traits.Flattened ? name : "entry", inner);
            Start(map.Use.Shape.Key.Traits.LocationName ?? "key", map.Use.Shape.Key, inner);
            writer.WriteString(key);
            writer.WriteEndElement();
            WriteValue(map.Use.Shape.Value.Traits.LocationName ?? "value", value, inner);
            writer.WriteEndElement();
        }

        if (!map.Use.Traits.Flattened)
        {
            writer.WriteEndElement();
        }
    }

    /// <summary>Begins an element; a namespace without a prefix holds for it and what it contains.</summary>
    private string Start(string name, ShapeRef use, string space)
    {
        var declared = use.Traits.XmlNamespace;
        var inner = declared is { Prefix: null } ? declared.Uri : space;
        writer.WriteStartElement(name, inner);
        if (declared is { Prefix: { } prefix })
        {
            writer.WriteAttributeString("xmlns", prefix, null, declared.Uri);
        }

        return inner;
    }

    private static string Text(Parameter parameter) => parameter.Type == ShapeType.Blob
        ? Convert.ToBase64String(Encoding.UTF8.GetBytes(parameter.Text()))
        : parameter.WireText("iso8601");
}
