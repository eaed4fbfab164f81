namespace Pipeline.Aws.Credentials;

/// <summary>The parts of a role's ARN that are needed to assume it and to check what was assumed.</summary>
internal sealed record RoleArn(string Partition, string AccountId)
{
    /// <exception cref="ArgumentException">The text is no IAM role's ARN.</exception>
    public static RoleArn Parse(string arn)
    {
        var parts = arn.Split(':', 6);
        return parts is ["arn", { Length: > 0 } partition, "iam", "", { Length: 12 } account, var resource]
            && account.All(char.IsAsciiDigit) && resource.StartsWith("role/", StringComparison.Ordinal) && resource.Length > 5
            ? new RoleArn(partition, account)
            : throw new ArgumentException($"'{arn}' is not a role's ARN: arn:PARTITION:iam::ACCOUNT:role/NAME, with an account of 12 digits.", nameof(arn));
    }

    /// <summary>The region that every account of the partition has.</summary>
    public string DefaultRegion => Partition switch
    {
        "aws-cn" => "cn-north-1",
        "aws-us-gov" => "us-gov-west-1",
        "aws-eusc" => "eusc-de-east-1",
        "aws-iso" => "us-iso-east-1",
        "aws-iso-b" => "us-isob-east-1",
        "aws-iso-e" => "eu-isoe-west-1",
        "aws-iso-f" => "us-isof-south-1",
        _ => "us-east-1",
    };
}
