using Pipeline.ServiceDefaults.Connection;
using Pipeline.ServiceDefaults.Known;

namespace Pipeline.ServiceDefaults.Tuning;

internal static class PipelineRows
{
    public static readonly KnownSetting Home = new(
        "PIPELINE_HOME", "`$XDG_DATA_HOME/pipeline`, else `~/.local/share/pipeline`; on Windows `%LOCALAPPDATA%\\pipeline`",
        "The one directory in which everything is stored.") { DefaultIsDescribed = true };

    public static readonly KnownSetting ConcurrentScopes = new(
        "PIPELINE__ENUMERATOR__CONCURRENT_SCOPES", "32", "Scopes (account × region × kind) that are listed at the same time.")
    {
        Minimum = 1,
        Maximum = 1024,
    };

    public static readonly KnownSetting ScopeDeadline = new(
        "PIPELINE__ENUMERATOR__SCOPE_DEADLINE", "15", "Minutes a scope may go without progress before it has failed.")
    {
        Minimum = 1,
        Maximum = 1440,
    };

    public static readonly KnownSetting PagesInFlightBytes = new(
        "PIPELINE__MEMORY__PAGES_IN_FLIGHT_BYTES", "4194304",
        "Bytes that may be on their way at one time: half for listed resources that wait to be mapped, half for entities that wait to be written. Listing and mapping wait above it.")
    {
        Minimum = 1_048_576,
        Maximum = 17_179_869_184,
    };

    public static readonly KnownSetting RefreshDays = new(
        "PIPELINE__REFRESH__DAYS", "7",
        "Days after which a full run writes every entity again, for edits that others made at Port; 0 for never.")
    {
        Minimum = 0,
        Maximum = 366,
    };

    public static readonly KnownSetting AllowDeletes = new(
        "PIPELINE__ALLOW_DELETES", "false",
        "Whether every run may delete entities whose block, kind, region or account left the mapping, a filter or the organisation. `sync --allow-deletes` allows it for one run.");

    public static readonly KnownSetting SweepPercent = new(
        "PIPELINE__SWEEP__MAX_PERCENT", "30",
        "Percent of a scope's entities that one run may delete because their resources are gone; a run that would delete more, and more than 20, holds them. 100, for one run, lets it delete what was held.")
    {
        Minimum = 0,
        Maximum = 100,
    };

    public static KnownSettingSection Section { get; } = new(
        "Our own", "Settings that Ocean does not have.",
        [Home, ConcurrentScopes, ScopeDeadline, PagesInFlightBytes, RefreshDays, AllowDeletes, SweepPercent, PortRows.Patience, PortRows.AllowPlainHttp]);
}
