using System.Globalization;

namespace Pipeline.Simulator.Demo.Oracle;

/// <summary>What storage, queues, keys and roles must look like at Port.</summary>
internal static class DataExpectations
{
    public static ExpectedEntity Bucket(ResourceView of)
    {
        var access = of.Node("PublicAccessBlockConfiguration")!.Value;
        return new ExpectedEntity("s3Bucket", of["BucketName"]!, of["BucketName"])
            .With("region", of["RegionalDomainName"]!.Split('.')[^3])
            .With("arn", of["Arn"])
            .With("link", ResourceView.Console(of["Arn"]))
            .With("versioning", of["VersioningConfiguration", "Status"] == "Enabled")
            .With("encryption", of.Items("BucketEncryption", "ServerSideEncryptionConfiguration").First()
                .GetProperty("ServerSideEncryptionByDefault").GetProperty("SSEAlgorithm").GetString())
            .With("publicAccessBlocked", access.EnumerateObject().All(flag => flag.Value.GetBoolean()))
            .With("lifecycleRules", of.Items("LifecycleConfiguration", "Rules").Count())
            .With("tags", of.Node("Tags"));
    }

    public static ExpectedEntity Table(ResourceView of) => new ExpectedEntity("dynamoDbTable", of["Arn"]!, of["TableName"])
        .With("region", of.Region)
        .With("arn", of["Arn"])
        .With("link", ResourceView.Console(of["Arn"]))
        .With("billingMode", of["BillingMode"])
        .With("readCapacity", of.Number("ProvisionedThroughput", "ReadCapacityUnits"))
        .With("writeCapacity", of.Number("ProvisionedThroughput", "WriteCapacityUnits"))
        .With("keys", of.Items("KeySchema").Select(key => key.GetProperty("AttributeName").GetString()!))
        .With("pointInTimeRecovery", of.Flag("PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled"))
        .With("deletionProtection", of.Flag("DeletionProtectionEnabled"))
        .With("tags", of.Node("Tags"));

    public static ExpectedEntity Database(ResourceView of) => new ExpectedEntity("rdsInstance", of["DBInstanceArn"]!, of["DBInstanceIdentifier"])
        .With("region", of.Region)
        .With("arn", of["DBInstanceArn"])
        .With("link", ResourceView.Console(of["DBInstanceArn"]))
        .With("class", of["DBInstanceClass"])
        .With("status", of["DBInstanceStatus"])
        .With("engine", $"{of["Engine"]} {of["EngineVersion"]}")
        .With("storage", double.Parse(of["AllocatedStorage"]!, CultureInfo.InvariantCulture))
        .With("endpoint", of["Endpoint", "Address"])
        .With("port", double.Parse(of["Endpoint", "Port"]!, CultureInfo.InvariantCulture))
        .With("multiAz", of.Flag("MultiAZ"))
        .With("encrypted", of.Flag("StorageEncrypted"))
        .With("public", of.Flag("PubliclyAccessible"))
        .With("deletionProtection", of.Flag("DeletionProtection"))
        .With("tags", of.Node("Tags"))
        .To("securityGroups", of.Texts("VPCSecurityGroups"));

    public static ExpectedEntity Queue(ResourceView of) => new ExpectedEntity("sqsQueue", of["Arn"]!, of["QueueName"])
        .With("region", of.Region)
        .With("arn", of["Arn"])
        .With("url", of["QueueUrl"])
        .With("fifo", of.Flag("FifoQueue") ?? false)
        .With("visibilityTimeout", of.Number("VisibilityTimeout"))
        .With("retentionDays", of.Number("MessageRetentionPeriod") / 86400)
        .With("deadLetterQueue", of["RedrivePolicy", "deadLetterTargetArn"])
        .With("tags", of.Node("Tags"));

    public static ExpectedEntity Topic(ResourceView of) => new ExpectedEntity("snsTopic", of["TopicArn"]!, of["TopicName"])
        .With("region", of.Region)
        .With("arn", of["TopicArn"])
        .With("link", ResourceView.Console(of["TopicArn"]))
        .With("displayName", of["DisplayName"])
        .With("subscriptions", of.Items("Subscription").Count())
        .With("protocols", of.Items("Subscription").Select(subscription => subscription.GetProperty("Protocol").GetString()!)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        .With("tags", of.Node("Tags"));

    public static ExpectedEntity LogGroup(ResourceView of)
    {
        var arn = of["Arn"]!;
        return new ExpectedEntity("logGroup", arn[..^":*".Length], of["LogGroupName"])
            .With("region", of.Region)
            .With("arn", arn)
            .With("class", of["LogGroupClass"])
            .With("retentionDays", of.Number("RetentionInDays"))
            .With("tags", of.Node("Tags"))
            .To("key", of["KmsKeyId"]);
    }

    public static ExpectedEntity Key(ResourceView of) => new ExpectedEntity("kmsKey", of["Arn"]!, of["Description"] is { Length: > 0 } title ? title : of["KeyId"])
        .With("region", of.Region)
        .With("arn", of["Arn"])
        .With("link", ResourceView.Console(of["Arn"]))
        .With("description", of["Description"])
        .With("enabled", of.Flag("Enabled"))
        .With("rotated", of.Flag("EnableKeyRotation"))
        .With("multiRegion", of.Flag("MultiRegion"))
        .With("tags", of.Node("Tags"));

    public static ExpectedEntity Secret(ResourceView of) => new ExpectedEntity("secret", of["Id"]!, of["Name"])
        .With("region", of.Region)
        .With("arn", of["Id"])
        .With("link", ResourceView.Console(of["Id"]))
        .With("description", of["Description"])
        .With("tags", of.Node("Tags"))
        .To("key", of["KmsKeyId"]);

    public static ExpectedEntity Role(ResourceView of) => new ExpectedEntity("iamRole", of["Arn"]!, of["RoleName"])
        .With("arn", of["Arn"])
        .With("link", ResourceView.Console(of["Arn"]))
        .With("description", of["Description"])
        .With("sessionHours", of.Number("MaxSessionDuration") / 3600)
        .With("trusted", of.Items("AssumeRolePolicyDocument", "Statement")
            .Select(statement => statement.GetProperty("Principal").GetProperty("Service").GetString()!))
        .With("tags", of.Node("Tags"));
}
