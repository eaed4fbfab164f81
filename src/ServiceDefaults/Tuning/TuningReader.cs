using Pipeline.ServiceDefaults.Reading;

namespace Pipeline.ServiceDefaults.Tuning;

internal static class TuningReader
{
    public static EnumeratorSettings ReadEnumerator(SettingValues values) => new()
    {
        ConcurrentScopes = (int)values.Number(PipelineRows.ConcurrentScopes),
        ScopeDeadline = values.Minutes(PipelineRows.ScopeDeadline),
    };

    public static ConvergenceSettings ReadConvergence(SettingValues values) => new()
    {
        RefreshInterval = values.Number(PipelineRows.RefreshDays) is > 0 and var days ? TimeSpan.FromDays(days) : null,
        AllowDeletes = values.Flag(PipelineRows.AllowDeletes),
        SweepShare = values.Number(PipelineRows.SweepPercent) / 100.0,
    };

    public static MemorySettings ReadMemory(SettingValues values) => new()
    {
        PagesInFlightBytes = values.Number(PipelineRows.PagesInFlightBytes),
    };
}
