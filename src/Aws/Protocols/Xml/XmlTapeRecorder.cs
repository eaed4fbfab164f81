using System.Buffers;
using System.Runtime.InteropServices;
using System.Xml;

namespace Pipeline.Aws.Protocols.Xml;

/// <summary>Reads an XML document onto a tape, in arrays from the pool: a page of thousands of elements leaves no garbage.</summary>
internal sealed class XmlTapeRecorder : IDisposable
{
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
    private bool _isHandedOver;

    public XmlTape Record(ReadOnlyMemory<byte> document)
    {
        MemoryMarshal.TryGetArray(document, out var segment);
        using var stream = new MemoryStream(segment.Array ?? [], segment.Offset, segment.Count, writable: false);
        using var reader = XmlReader.Create(stream, Settings);
        Record(reader);
        _isHandedOver = true;
        return new XmlTape(_nodes, _text);
    }

    public void Dispose()
    {
        if (!_isHandedOver)
        {
            ArrayPool<XmlNode>.Shared.Return(_nodes, clearArray: true);
            ArrayPool<char>.Shared.Return(_text);
        }
    }

    private void Record(XmlReader reader)
    {
        var current = XmlTape.None;
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
                    when current != XmlTape.None && !HasChildElement(current):
                    AppendText(reader, current);
                    break;
            }
        }
    }

    /// <summary>Elements are appended after attributes, so the last child tells.</summary>
    private bool HasChildElement(int node) =>
        _nodes[node].LastChild is var last and not XmlTape.None && !_nodes[last].IsAttribute;

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
            FirstChild = XmlTape.None,
            LastChild = XmlTape.None,
            NextSibling = XmlTape.None,
            IsAttribute = isAttribute,
        };
        Link(parent, node);
        return node;
    }

    private void Link(int parent, int node)
    {
        if (parent == XmlTape.None)
        {
            return;
        }

        if (_nodes[parent].LastChild == XmlTape.None)
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
