using System.Globalization;

namespace Pipeline.Macro;

/// <summary>A mapping that makes many entities of each resource: memory must not grow with what it adds.</summary>
internal sealed class FanOut : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    /// <param name="items">Entities of each resource.</param>
    public FanOut(int items) => File.WriteAllText(_file, string.Create(CultureInfo.InvariantCulture, $$$"""
        {"resources":[{"kind":"AWS::EC2::Instance","selector":{"query":"true"},"port":{
          "itemsToParse":"[range({{{items}}}) | {number: ., text: (\"x\" * 1000)}]",
          "entity":{"mappings":{"identifier":".__Region + .Identifier + \"-\" + (.item.number | tostring)","title":".item.text","blueprint":"\"ec2Instance\"","relations":{"account":".__AccountId"} } } } } ] }
        """));

    /// <summary>What to add to the command line.</summary>
    public IReadOnlyList<string> Arguments => ["--mapping", _file];

    public void Dispose() => File.Delete(_file);
}
