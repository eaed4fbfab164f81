using Pipeline.ServiceDefaults.Known;

namespace Pipeline.ServiceDefaults.Services;

internal static class ServiceRows
{
    public const string RegionVariable = "AWS_REGION";

    public static readonly KnownSetting HealthPort = new(
        "PIPELINE__HEALTH__PORT", "`APPLICATION__PORT` in Ingress and standalone, else `8080`",
        "TCP port of health and metrics. Where it is not `APPLICATION__PORT`, metrics are served on it alone.")
    {
        Minimum = 0,
        Maximum = 65_535,
        DefaultIsDescribed = true,
    };

    public static readonly KnownSetting Region = new(
        "PIPELINE__AWS__REGION", "`AWS_REGION`", "Region of the queues, topics, table and bucket.") { DefaultIsDescribed = true };

    public static readonly KnownSetting Prefix = new(
        "PIPELINE__MESSAGING__PREFIX", "pipeline", "What the names of queues and topics begin with, before a dash.");

    public static readonly KnownSetting Topology = new(
        "PIPELINE__MESSAGING__TOPOLOGY", "Create",
        "`Create`: a service creates the queues, topics, subscriptions, table and bucket that are missing when it starts. "
        + "`Verify`: it creates nothing, and is not ready while one is missing, but waits and names it; for when Terraform owns them.");

    public static readonly KnownSetting Table = new("PIPELINE__LEDGER__TABLE", "pipeline", "DynamoDB table of the ledger. Every installation has its own.");

    public static readonly KnownSetting Bucket = new(
        "PIPELINE__CLAIM_CHECK__BUCKET", null, "S3 bucket of mapping versions and of what is too large for a message. Required in a service.");

    public static KnownSettingSection Section { get; } = new(
        "Services",
        "Of the four stages as services of their own, beside all of the above. `PIPELINE__HEALTH__PORT` alone concerns the standalone process too. A service stores nothing on disk and needs no `PIPELINE_HOME`.\n\n"
        + "In a service `AWS_ENDPOINT_URL_SQS`, `…_SNS`, `…_S3` and `…_DYNAMODB` say where the pipeline's own queues, topics, bucket and table are. "
        + "`AWS_ENDPOINT_URL` does not: it is for reading resources, also those of these four services. "
        + "Where it is not set, the four are used for reading resources too, as every AWS SDK does. "
        + "The pipeline's own calls are signed with what the AWS SDK finds by itself (a task's role, `AWS_ACCESS_KEY_ID`), never with the keys of the integration's config.",
        [HealthPort, Region, Prefix, Topology, Table, Bucket]);
}
