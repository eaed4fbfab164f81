using System.Buffers;
using System.Runtime.InteropServices;
using System.Xml;

namespace Pipeline.Aws.Protocols.Xml;

/// <summary>
/// An XML document as one flat array. Items of a flattened list need not stand together, so a response cannot be
/// converted while it is read; a tape is the cheapest thing that can be read twice.
/// </summary>
internal sealed class XmlTape : IDisposable
{
    public const int None = -1;

    /// <summary>The document's element.</summary>
    public const int Root = 0;

    // AWS's answers have no DTD; one in an answer is an attack.
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CheckCharacters = false,
    };

    private XmlNode[] _nodes = ArrayPool<XmlNode>.Shared.Rent(256);
    private char[] _text = ArrayPool<char>.Shared.Rent(4096);
    private int _nodeCount;
    private int _textLength;

    private XmlTape()
    {
    }

    /// <exception cref="XmlException">The document is not well formed, or was cut.</exception>
    public static XmlTape Read(ReadOnlyMemory<byte> document)
    {
        MemoryMarshal.TryGetArray(document, out var segment);
        using var stream = new MemoryStream(segment.Array ?? [], segment.Offset, segment.Count, writable: false);
        using var reader = XmlReader.Create(stream, Settings);
        var tape = new XmlTape();
        try
        {
            tape.Fill(reader);
            return tape;
        }
        catch
        {
            tape.Dispose();
            throw;
        }
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

    private void Fill(XmlReader reader)
    {
        var current = None;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    var isEmpty = reader.IsEmptyElement;
                    var element = Append(current, reader.LocalName, isAttribute: false);
                    AppendAttributes(reader, element);
                    current = isEmpty ? current : element;
                    break;
                case XmlNodeType.EndElement:
                    current = _nodes[current].Parent;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace
                    when current != None && FirstChild(current) == None:
                    AppendText(reader, current);
                    break;
            }
        }
    }

    private void AppendAttributes(XmlReader reader, int element)
    {
        while (reader.MoveToNextAttribute())
        {
            AppendText(reader, Append(element, reader.Name, isAttribute: true));
        }
    }

    private int Append(int parent, string name, bool isAttribute)
    {
        if (_nodeCount == _nodes.Length)
        {
            Grow(ref _nodes, _nodeCount);
        }

        var node = _nodeCount++;
        _nodes[node] = new XmlNode
        {
            Name = name,
            Parent = parent,
            FirstChild = None,
            LastChild = None,
            NextSibling = None,
            IsAttribute = isAttribute,
        };
        if (parent != None)
        {
            Link(parent, node);
        }

        return node;
    }

    private void Link(int parent, int node)
    {
        if (_nodes[parent].LastChild == None)
        {
            _nodes[parent].FirstChild = node;
        }
        else
        {
            _nodes[_nodes[parent].LastChild].NextSibling = node;
        }

        _nodes[parent].LastChild = node;
    }

    private void AppendText(XmlReader reader, int node)
    {
        if (_nodes[node].TextLength == 0)
        {
            _nodes[node].TextStart = _textLength;
        }

        if (reader.NodeType == XmlNodeType.Attribute || !reader.CanReadValueChunk)
        {
            AppendText(reader.Value);
        }
        else
        {
            AppendChunks(reader);
        }

        _nodes[node].TextLength = _textLength - _nodes[node].TextStart;
    }

    private void AppendText(string text)
    {
        while (_text.Length - _textLength < text.Length)
        {
            Grow(ref _text, _textLength);
        }

        text.CopyTo(_text.AsSpan(_textLength));
        _textLength += text.Length;
    }

    private void AppendChunks(XmlReader reader)
    {
        int read;
        do
        {
            if (_textLength == _text.Length)
            {
                Grow(ref _text, _textLength);
            }

            read = reader.ReadValueChunk(_text, _textLength, _text.Length - _textLength);
            _textLength += read;
        }
        while (read > 0);
    }

    private static void Grow<T>(ref T[] array, int used)
    {
        var larger = ArrayPool<T>.Shared.Rent(array.Length * 2);
        array.AsSpan(0, used).CopyTo(larger);
        ArrayPool<T>.Shared.Return(array, clearArray: true);
        array = larger;
    }
}
