using System.Text;
using Pipeline.Aws.Models;

namespace Pipeline.Aws.Protocols.Query;

/// <summary>Flattens parameters into the query protocol's dotted names: <c>Filters.member.1.Name</c>.</summary>
internal static class QueryParameters
{
    public static void Append(Form form, Parameter parameter, string prefix)
    {
        switch (parameter.Type)
        {
            case ShapeType.Structure:
                foreach (var (member, value) in parameter.Members())
                {
                    Append(form, value, Join(prefix, member.WireName));
                }

                break;
            case ShapeType.List:
                AppendList(form, parameter, prefix);
                break;
            case ShapeType.Map:
                AppendMap(form, parameter, prefix);
                break;
            case ShapeType.Blob:
                form.Add(prefix, Convert.ToBase64String(Encoding.UTF8.GetBytes(parameter.Text())));
                break;
            default:
                form.Add(prefix, parameter.WireText("iso8601"));
                break;
        }
    }

    private static void AppendList(Form form, Parameter list, string prefix)
    {
        var itemName = list.Use.Shape.Item.Traits.LocationName;
        var name = !list.Use.Traits.Flattened ? $"{prefix}.{itemName ?? "member"}"
            : itemName is null ? prefix
            : Join(prefix.Contains('.', StringComparison.Ordinal) ? prefix[..prefix.LastIndexOf('.')] : "", itemName);

        var count = 0;
        foreach (var item in list.Items())
        {
            Append(form, item, $"{name}.{++count}");
        }

        if (count == 0)
        {
            form.Add(prefix, "");
        }
    }

    private static void AppendMap(Form form, Parameter map, string prefix)
    {
        var entry = map.Use.Traits.Flattened ? prefix : $"{prefix}.entry";
        var keyName = map.Use.Shape.Key.Traits.LocationName ?? "key";
        var valueName = map.Use.Shape.Value.Traits.LocationName ?? "value";

        var count = 0;
        foreach (var (key, value) in map.Entries())
        {
            count++;
            form.Add($"{entry}.{count}.{keyName}", key);
            Append(form, value, $"{entry}.{count}.{valueName}");
        }
    }

    private static string Join(string prefix, string name) => prefix.Length == 0 ? name : $"{prefix}.{name}";
}
