using System.Text.RegularExpressions;
using Pipeline.ServiceDefaults.Known;
using Pipeline.ServiceDefaults.Reading;
using Pipeline.ServiceDefaults.Services;
using Pipeline.ServiceDefaults.Variables;

namespace Pipeline.ServiceDefaults.Tests;

public sealed partial class KnownSettingsTests
{
    [Fact]
    public void All_EveryRowThatSaysSo_IsReadByTheReader()
    {
        var values = new SettingValues(OceanEnvironment.Parse(new Dictionary<string, string?>(), KnownSettings.ObjectKeys, []));

        SettingsReader.ReadAll(values, new Dictionary<string, string?>(), SettingsNeeds.Port | SettingsNeeds.Service);

        var promised = KnownSettings.All.Where(setting => setting is { IsObeyed: true, ReadElsewhere: false });
        Assert.Equal([], promised.Except(values.Read).Select(setting => setting.Name));
        Assert.Equal([], values.Read.Except(KnownSettings.All).Select(setting => setting.Name));
    }

    [Fact]
    public void All_Names_AreUnique() =>
        Assert.Equal(KnownSettings.All.Count, KnownSettings.All.Select(setting => setting.Name).Distinct().Count());

    [Fact]
    public void All_WhateverDiffers_HasANote() =>
        Assert.All(KnownSettings.All.Where(setting => setting.Status != SettingStatus.Works), setting => Assert.NotNull(setting.Note));

    [Fact]
    public void All_NamesOfTheContract_AreThere()
    {
        var contract = Repository.FindShared("docs/port-ocean-behaviour.md");
        Assert.SkipWhen(contract is null, "the data beside the repository is absent");
        var section = File.ReadAllText(contract!).Split("\n# ").Single(part => part.StartsWith("1. Configuration", StringComparison.Ordinal));
        var known = KnownSettings.All.Select(setting => setting.Name).ToHashSet();

        var named = Name().Matches(section).Select(match => match.Value).Distinct().ToList();

        Assert.True(named.Count > 50, $"only {named.Count} names were found");
        Assert.Equal([], named.Where(name => !known.Contains(name) && !KnownSettings.ObjectKeys.Contains(name.ToLowerInvariant())));
    }

    [GeneratedRegex(@"(OCEAN|APPLICATION)__[A-Z0-9]+(_{1,2}[A-Z0-9]+)*(?![A-Z0-9_<*])")]
    private static partial Regex Name();
}
