using Pipeline.ServiceDefaults.Known;
using static Pipeline.ServiceDefaults.Known.SettingStatus;

namespace Pipeline.ServiceDefaults.Writing;

internal static class WritingRows
{
    public static readonly KnownSetting MaxLength = new(
        "OCEAN__UPSERT_ENTITIES_BATCH_MAX_LENGTH", "20", "Most entities in one bulk request to Port.") { Minimum = 1, Maximum = 20 };

    public static readonly KnownSetting MaxSizeInBytes = new(
        "OCEAN__UPSERT_ENTITIES_BATCH_MAX_SIZE_IN_BYTES", "1048576", "Most bytes in one bulk request to Port.")
    {
        Minimum = 1024,
        Maximum = 1_048_576,
    };

    public static readonly KnownSetting DeleteMaxLength = new(
        "OCEAN__DELETE_ENTITIES_MAX_BATCH_SIZE", "1000", "Most entities in one bulk delete. More than 100, Port's limit, counts as 100.")
    {
        Minimum = 1,
        Maximum = 1_000_000,
    };

    public static readonly KnownSetting AllowEnvironmentVariablesJqAccess = new(
        "OCEAN__ALLOW_ENVIRONMENT_VARIABLES_JQ_ACCESS", "false", "Whether mappings may read environment variables with `env` and `$ENV`.", Differs,
        "Ocean's default is `true`, which lets a mapping store Port's and AWS's secrets in an entity; secrets are left out here even when `true`");

    public static KnownSettingSection Section { get; } = new(
        "Mapping and writing", "Limits are Port's own: greater values would only be refused there.",
    [
        MaxLength,
        MaxSizeInBytes,
        AllowEnvironmentVariablesJqAccess,
        DeleteMaxLength,
        new("OCEAN__YIELD_ITEMS_TO_PARSE_BATCH_SIZE", "200", "Items that `itemsToParse` expands at a time.", NotApplicable,
            "Items are streamed, and pages are cut by bytes"),
        new("OCEAN__PROCESS_IN_QUEUE_TIMEOUT", "120", "Seconds that the mapping of one item may take.", NotApplicable,
            "A mapping has a budget of steps instead, so that it ends the same way on every machine"),
        new("OCEAN__PROCESS_IN_QUEUE_MAX_WORKERS", "number of CPUs", "Worker processes for jq.", NotApplicable,
            "jq is compiled into this process and uses the CPUs it is given") { DefaultIsDescribed = true },
    ]);
}
