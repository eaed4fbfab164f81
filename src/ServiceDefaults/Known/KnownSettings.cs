using System.Collections.Frozen;
using Pipeline.ServiceDefaults.Connection;
using Pipeline.ServiceDefaults.Hosting;
using Pipeline.ServiceDefaults.Installation;
using Pipeline.ServiceDefaults.Reporting;
using Pipeline.ServiceDefaults.Services;
using Pipeline.ServiceDefaults.Triggers;
using Pipeline.ServiceDefaults.Tuning;
using Pipeline.ServiceDefaults.Writing;

namespace Pipeline.ServiceDefaults.Known;

/// <summary>Every variable that has a fate here: those of Ocean's AWS integration, and ours.</summary>
public static class KnownSettings
{
    /// <summary>The sections of docs/configuration.md, in its order.</summary>
    public static IReadOnlyList<KnownSettingSection> Sections { get; } =
    [
        PortRows.Section,
        IntegrationRows.Section,
        IntegrationConfigRows.Section,
        TriggerRows.Section,
        LiveEventRows.Section,
        WritingRows.Section,
        ReportingRows.Section,
        ApplicationRows.Section,
        PipelineRows.Section,
        ServiceRows.Section,
        AwsRows.Section,
        OceanInternalRows.Section,
    ];

    /// <summary>Every row of every section.</summary>
    public static IReadOnlyList<KnownSetting> All { get; } = [.. Sections.SelectMany(section => section.Settings)];

    internal static FrozenDictionary<string, KnownSetting> ByKey { get; } =
        All.Where(setting => !setting.ReadElsewhere).ToFrozenDictionary(setting => setting.Name.ToLowerInvariant());

    /// <summary>The names, in lower case, whose value may be one JSON object: those that other names continue.</summary>
    internal static FrozenSet<string> ObjectKeys { get; } = ByKey.Keys.SelectMany(Ancestors).ToFrozenSet();

    private static IEnumerable<string> Ancestors(string key)
    {
        var segments = key.Split("__");
        return Enumerable.Range(2, Math.Max(0, segments.Length - 2)).Select(count => string.Join("__", segments.Take(count)));
    }
}
