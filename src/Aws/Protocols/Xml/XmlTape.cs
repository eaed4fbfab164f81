using System.Buffers;

namespace Pipeline.Aws.Protocols.Xml;

/// <summary>
/// An XML document as one flat array. Items of a flattened list need not stand together, so a response cannot be
/// converted while it is read; a tape is the cheapest thing that can be read twice.
/// </summary>
internal sealed class XmlTape(XmlNode[] nodes, char[] text) : IDisposable
{
    public const int None = -1;

    /// <summary>The document's element.</summary>
    public const int Root = 0;

    private XmlNode[] _nodes = nodes;
    private char[] _text = text;

    /// <exception cref="System.Xml.XmlException">The document is not well formed, or was cut.</exception>
    public static XmlTape Read(ReadOnlyMemory<byte> document)
    {
        using var recorder = new XmlTapeRecorder();
        return recorder.Record(document);
    }

    public string Name(int node) => _nodes[node].Name;

    /// <summary>What is written before the first child element.</summary>
    public ReadOnlySpan<char> Text(int node) => _text.AsSpan(_nodes[node].TextStart, _nodes[node].TextLength);

    public int FirstChild(int node) => SkipAttributes(_nodes[node].FirstChild);

    public int NextSibling(int node) => SkipAttributes(_nodes[node].NextSibling);

    /// <summary>The first child element of this name, or <see cref="None"/>.</summary>
    public int Child(int node, string name) => node == None ? None : Find(FirstChild(node), name);

    /// <summary>The next sibling element of the same name, or <see cref="None"/>.</summary>
    public int NextNamesake(int node) => Find(NextSibling(node), Name(node));

    /// <summary>An attribute by its name with prefix, or <see cref="None"/>.</summary>
    public int Attribute(int node, string name)
    {
        for (var child = _nodes[node].FirstChild; child != None; child = _nodes[child].NextSibling)
        {
            if (_nodes[child].IsAttribute && _nodes[child].Name == name)
            {
                return child;
            }
        }

        return None;
    }

    /// <summary>Gives the arrays back; what <see cref="Text"/> handed out is no longer valid.</summary>
    public void Dispose()
    {
        ArrayPool<XmlNode>.Shared.Return(_nodes, clearArray: true);
        ArrayPool<char>.Shared.Return(_text);
        _nodes = [];
        _text = [];
    }

    private int Find(int node, string name)
    {
        while (node != None && _nodes[node].Name != name)
        {
            node = NextSibling(node);
        }

        return node;
    }

    private int SkipAttributes(int node)
    {
        while (node != None && _nodes[node].IsAttribute)
        {
            node = _nodes[node].NextSibling;
        }

        return node;
    }
}
