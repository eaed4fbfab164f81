using System.Text.RegularExpressions;
using Pipeline.Aws.Models;

namespace Pipeline.Aws.Protocols.Rest;

/// <summary>Fills the template of what goes before the host.</summary>
internal static partial class HostPrefix
{
    public static string? Expand(Operation operation, Parameter input)
    {
        if (operation.HostPrefix is not { } prefix || !prefix.Contains('{', StringComparison.Ordinal))
        {
            return operation.HostPrefix;
        }

        foreach (var (member, value) in input.Members().Where(value => value.Member.Traits.HostLabel))
        {
            var label = value.Text();
            if (!Label().IsMatch(label))
            {
                throw new ParameterException(
                    $"The parameter '{member.Name}' becomes part of the host name: letters, digits, hyphens and dots only.");
            }

            prefix = prefix.Replace($"{{{member.Name}}}", label, StringComparison.Ordinal);
        }

        return prefix.Contains('{', StringComparison.Ordinal)
            ? throw new ParameterException($"{operation.Name} needs a parameter for the host name '{prefix}'.")
            : prefix;
    }

    [GeneratedRegex(@"^[A-Za-z0-9.\-]+\z")]
    private static partial Regex Label();
}
