using Pipeline.Aws.Models;

namespace Pipeline.Aws.Protocols.Rest;

/// <summary>Puts a parameter into the query string: a map as its entries, a list as a name repeated.</summary>
internal static class RestQuery
{
    public static void Bind(WireRequest request, Member member, Parameter value)
    {
        switch (value.Type)
        {
            case ShapeType.Map:
                foreach (var (name, entry) in value.Entries())
                {
                    BindEntry(request, name, entry);
                }

                break;
            case ShapeType.List:
                foreach (var item in value.Items())
                {
                    Add(request, member.WireName, item);
                }

                break;
            default:
                Add(request, member.WireName, value);
                break;
        }
    }

    private static void BindEntry(WireRequest request, string name, Parameter entry)
    {
        // A parameter of its own goes before a map's entry of the same name.
        if (request.Query.Any(known => known.Key == name))
        {
            return;
        }

        foreach (var item in entry.Type == ShapeType.List ? entry.Items() : [entry])
        {
            Add(request, name, item);
        }
    }

    private static void Add(WireRequest request, string name, Parameter value) =>
        request.Query.Add(KeyValuePair.Create(name, value.WireText("iso8601")));
}
