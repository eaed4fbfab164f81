using System.Text.RegularExpressions;
using Pipeline.ServiceDefaults.Installation;
using Pipeline.ServiceDefaults.Known;
using Pipeline.ServiceDefaults.Reading;

namespace Pipeline.ServiceDefaults.Services;

internal static partial class ServiceReader
{
    // The longest name of ours is 45 characters, and SQS takes 80.
    private const int LongestPrefix = 32;

    public static ServiceSettings Read(SettingValues values, AwsSettings aws, bool isService, bool readsQueue) => new()
    {
        HealthPort = (int?)values.GivenNumber(ServiceRows.HealthPort),
        Region = ReadRegion(values, aws, isService || readsQueue),
        Prefix = Named(values, ServiceRows.Prefix, Prefix(), $"Use letters, digits and dashes, at most {LongestPrefix}"),
        CreatesTopology = ReadTopology(values),
        Table = Named(values, ServiceRows.Table, TableName(), "Use 3 to 255 letters, digits, dots, dashes and underscores"),
        Bucket = ReadBucket(values, isService),
        SqsUrl = AwsReader.Url(aws, "AWS_ENDPOINT_URL_SQS"),
        SnsUrl = AwsReader.Url(aws, "AWS_ENDPOINT_URL_SNS"),
        S3Url = AwsReader.Url(aws, "AWS_ENDPOINT_URL_S3"),
        DynamoDbUrl = AwsReader.Url(aws, "AWS_ENDPOINT_URL_DYNAMODB"),
    };

    private static string ReadRegion(SettingValues values, AwsSettings aws, bool hasQueues)
    {
        var region = values.Given(ServiceRows.Region)
            ?? aws.Variables.GetValueOrDefault(ServiceRows.RegionVariable) ?? aws.Variables.GetValueOrDefault("AWS_DEFAULT_REGION") ?? string.Empty;
        if (region.Length == 0 && hasQueues)
        {
            values.Fail(ServiceRows.Region, $"is not set, and neither is {ServiceRows.RegionVariable}", "Set the region of the queues, such as eu-central-1");
        }

        return region;
    }

    private static bool ReadTopology(SettingValues values)
    {
        var mode = values.Text(ServiceRows.Topology);
        var verifies = mode.Equals("Verify", StringComparison.OrdinalIgnoreCase);
        if (!verifies && !mode.Equals(ServiceRows.Topology.Default, StringComparison.OrdinalIgnoreCase))
        {
            values.Fail(ServiceRows.Topology, $"{SettingValues.Quote(mode)} is neither Create nor Verify", "Set Create or Verify");
        }

        return !verifies;
    }

    private static string ReadBucket(SettingValues values, bool isService)
    {
        if (values.Given(ServiceRows.Bucket) is { } bucket)
        {
            return bucket;
        }

        if (isService)
        {
            values.Fail(ServiceRows.Bucket, "is required in a service and not set", "Set the name of a bucket of your own");
        }

        return string.Empty;
    }

    private static string Named(SettingValues values, KnownSetting setting, Regex form, string fix)
    {
        var name = values.Text(setting);
        if (!form.IsMatch(name))
        {
            values.Fail(setting, $"{SettingValues.Quote(name)} cannot be used in a name", fix);
        }

        return name;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9-]{1,32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Prefix();

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{3,255}\z", RegexOptions.CultureInvariant)]
    private static partial Regex TableName();
}
