using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Pipeline.ServiceDefaults.Installation;

/// <summary>The ARN of an IAM role, in any partition. Its text form is the ARN.</summary>
public sealed partial record RoleArn
{
    private RoleArn(string arn, string partition, string account, string name)
    {
        Arn = arn;
        Partition = partition;
        Account = account;
        Name = name;
    }

    /// <summary>The whole ARN.</summary>
    public string Arn { get; }

    /// <summary>The partition: <c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>, <c>aws-iso</c> and its kin, <c>aws-eusc</c>.</summary>
    public string Partition { get; }

    /// <summary>The twelve digits of the account the role is in.</summary>
    public string Account { get; }

    /// <summary>The role's name, with its path before it when it has one.</summary>
    public string Name { get; }

    /// <summary>Reads an ARN such as <c>arn:aws:iam::123456789012:role/path/name</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out RoleArn? role)
    {
        var match = Pattern().Match(text);
        role = match.Success ? new RoleArn(text, match.Groups["partition"].Value, match.Groups["account"].Value, match.Groups["name"].Value) : null;
        return role is not null;
    }

    /// <summary>The ARN.</summary>
    public override string ToString() => Arn;

    // Partitions as botocore's partitions.json names them; role names and paths as IAM's CreateRole allows them.
    [GeneratedRegex(
        @"\Aarn:(?<partition>aws|aws-cn|aws-us-gov|aws-iso(-[a-z])?|aws-eusc):iam::(?<account>[0-9]{12}):role/(?<name>([!-~]{1,510}/)?[A-Za-z0-9_+=,.@-]{1,64})\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
