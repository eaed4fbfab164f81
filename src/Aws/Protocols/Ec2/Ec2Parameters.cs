using System.Text;
using Pipeline.Aws.Models;
using Pipeline.Aws.Protocols.Query;

namespace Pipeline.Aws.Protocols.Ec2;

/// <summary>Flattens parameters into EC2's dotted names: <c>Filter.1.Value.2</c>.</summary>
internal static class Ec2Parameters
{
    public static void Append(Form form, Parameter parameter, string prefix)
    {
        switch (parameter.Type)
        {
            case ShapeType.Structure:
                foreach (var (member, value) in parameter.Members())
                {
                    Append(form, value, prefix.Length == 0 ? Name(member) : $"{prefix}.{Name(member)}");
                }

                break;
            case ShapeType.List:
                var count = 0;
                foreach (var item in parameter.Items())
                {
                    Append(form, item, $"{prefix}.{++count}");
                }

                break;
            case ShapeType.Map:
                throw new ParameterException($"EC2 takes no map, so '{parameter.Path}' cannot be sent.");
            case ShapeType.Blob:
                form.Add(prefix, Convert.ToBase64String(Encoding.UTF8.GetBytes(parameter.Text())));
                break;
            default:
                form.Add(prefix, parameter.WireText("iso8601"));
                break;
        }
    }

    private static string Name(Member member) =>
        member.Traits.QueryName
        ?? (member.Traits.LocationName is { Length: > 0 } name ? char.ToUpperInvariant(name[0]) + name[1..] : member.Name);
}
