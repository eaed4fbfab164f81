namespace Pipeline.Aws.Protocols.Xml;

/// <summary>An element or attribute on the tape: links are indexes into it, text is a range of its characters.</summary>
internal struct XmlNode
{
    public string Name;
    public int Parent;
    public int FirstChild;
    public int LastChild;
    public int NextSibling;
    public int TextStart;
    public int TextLength;
    public bool IsAttribute;
}
