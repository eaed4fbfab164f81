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
        "Whether the default blueprints, actions, scorecards and pages of a new integration are created. The integration itself, with the default mapping, is created either way.");

    public static readonly KnownSetting ResourcesOrigin = new(
        "OCEAN__CREATE_PORT_RESOURCES_ORIGIN", null,
        "Who makes the mapping and the blueprints of a new integration: `Default` (or `Ocean`) this program, `Port` Port itself where it offers that, `Empty` nobody. Unset: Port where it offers that, else this program. An existing integration keeps what it was created with.");

    public static readonly KnownSetting ResourcesPath = new(
        "OCEAN__RESOURCES_PATH", ".port/resources",
        "Folder of your own defaults for a new integration: `blueprints`, `actions`, `scorecards`, `pages` and `port-app-config`, each as `.json`, `.yaml` or `.yml`. Without such a folder the built-in ones are used.");

    public static readonly KnownSetting Runtime = new(
        "OCEAN__RUNTIME", "OnPrem", "Who runs the integration.", Differs, "`Saas` is refused, as Ocean refuses it for this integration");

    public static KnownSettingSection Section { get; } = new(
        "Integration", "`OCEAN__INTEGRATION` may be one JSON object: `{\"identifier\":\"…\",\"type\":\"aws\",\"config\":{…}}`.",
    [
        Type,
        Identifier,
        InitializePortResources,
        ResourcesOrigin,
        ResourcesPath,
        Runtime,
        new("OCEAN__INTEGRATION__INCREMENTAL_SYNC_ENABLED", "false", "Incremental mode.", NotApplicable,
            "The AWS integration never had one; unchanged entities are not written anyway"),
        new("OCEAN__INTEGRATION__INCREMENTAL_SYNC_INTERVAL", "15", "Minutes between incremental runs.", NotApplicable,
            "Set `OCEAN__SCHEDULED_RESYNC_INTERVAL`"),
    ]);
}
