using Pipeline.ServiceDefaults.Known;
using static Pipeline.ServiceDefaults.Known.SettingStatus;

namespace Pipeline.ServiceDefaults.Installation;

internal static class IntegrationRows
{
    public static readonly KnownSetting Type = new(
        "OCEAN__INTEGRATION__TYPE", "aws", "The integration's type at Port; folded to lower case.");

    public static readonly KnownSetting Identifier = new(
        "OCEAN__INTEGRATION__IDENTIFIER", "`my-<type>-integration`", "The installation's id at Port, as it is written. Keep it: entities belong to it.")
    {
        DefaultIsDescribed = true,
    };

    public static readonly KnownSetting InitializePortResources = new(
        "OCEAN__INITIALIZE_PORT_RESOURCES", "true",
        "Whether the default blueprints are created when they are missing. The integration itself is created either way.");

    public static readonly KnownSetting ResourcesPath = new(
        "OCEAN__RESOURCES_PATH", ".port/resources", "Folder of your own blueprints and mapping.", NotYet,
        "The built-in blueprints and mapping are used");

    public static readonly KnownSetting SendRawDataExamples = new(
        "OCEAN__SEND_RAW_DATA_EXAMPLES", "true", "Whether up to five raw resources of a kind are sent to Port as examples.", NotYet,
        "No example is sent, so nothing needs to be switched off");

    public static readonly KnownSetting Runtime = new(
        "OCEAN__RUNTIME", "OnPrem", "Who runs the integration.", Differs, "`Saas` is refused, as Ocean refuses it for this integration");

    public static KnownSettingSection Section { get; } = new(
        "Integration", "`OCEAN__INTEGRATION` may be one JSON object: `{\"identifier\":\"…\",\"type\":\"aws\",\"config\":{…}}`.",
    [
        Type,
        Identifier,
        InitializePortResources,
        new("OCEAN__CREATE_PORT_RESOURCES_ORIGIN", null, "Who makes the default blueprints: `Empty`, `Default` or `Port`.", NotYet,
            "The defaults come from this program; `OCEAN__INITIALIZE_PORT_RESOURCES=false` leaves them out"),
        ResourcesPath,
        SendRawDataExamples,
        Runtime,
        new("OCEAN__INTEGRATION__INCREMENTAL_SYNC_ENABLED", "false", "Incremental mode.", NotApplicable,
            "The AWS integration never had one; unchanged entities are not written anyway"),
        new("OCEAN__INTEGRATION__INCREMENTAL_SYNC_INTERVAL", "15", "Minutes between incremental runs.", NotApplicable,
            "Set `OCEAN__SCHEDULED_RESYNC_INTERVAL`"),
    ]);
}
