namespace Pipeline.Enumerator.Accounts;

/// <summary>AWS's separate clouds.</summary>
internal static class Partitions
{
    /// <summary>The partition an ARN belongs to: its second part.</summary>
    public static string Of(string arn) => arn.Split(':') is [_, { Length: > 0 } partition, ..] ? partition : "aws";

    /// <summary>The region of a partition that answers for what belongs to no region.</summary>
    public static string FirstRegion(string partition) => partition switch
    {
        "aws-cn" => "cn-north-1",
        "aws-us-gov" => "us-gov-west-1",
        "aws-iso" => "us-iso-east-1",
        "aws-iso-b" => "us-isob-east-1",
        "aws-iso-e" => "eu-isoe-west-1",
        "aws-iso-f" => "us-isof-south-1",
        "aws-eusc" => "eusc-de-east-1",
        _ => "us-east-1",
    };
}
