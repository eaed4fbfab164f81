using System.Text.Json;
using Pipeline.ServiceDefaults.Known;

namespace Pipeline.ServiceDefaults.Tests;

/// <summary>Secrets are given as canaries, one for each variable that may hold one, and looked for wherever settings are shown.</summary>
public sealed class SecrecyTests
{
    private static readonly (string Name, string? Value)[] Canaries =
    [
        .. KnownSettings.All.Where(setting => setting.Sensitive)
            .Select((setting, index) => (setting.Name, (string?)$"canary-{index}")),
    ];

    [Fact]
    [Trait("Row", "S12")]
    public void ToString_SettingsWithSecrets_ShowsNone()
    {
        var settings = TestVariables.Read(Canaries);

        object[] parts =
        [
            settings, settings.Port, settings.Integration, settings.Integration.Config, settings.Integration.Config.StaticKeys!,
            settings.Aws, settings.Port.ClientSecret!, string.Join(' ', settings.Secrets), string.Join(' ', settings.Warnings),
        ];
        Assert.All(parts, part => Assert.DoesNotContain("canary", part.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Serialize_SecretsOfPort_ShowsNone() =>
        Assert.DoesNotContain("canary", JsonSerializer.Serialize(TestVariables.Read(Canaries).Port), StringComparison.Ordinal);

    [Fact]
    [Trait("Row", "S12")]
    public void Secrets_EverySensitiveVariable_IsListed()
    {
        var listed = TestVariables.Read(Canaries).Secrets.Select(secret => secret.Reveal()).ToHashSet();

        Assert.Equal([], Canaries.Where(canary => !listed.Contains(canary.Value!)).Select(canary => canary.Name));
    }

    [Fact]
    public void MappingEnvironment_NotAllowed_IsEmpty() => Assert.Empty(TestVariables.Read(("TEAM", "blue")).MappingEnvironment);

    [Fact]
    public void MappingEnvironment_Allowed_HasEverythingButSecrets()
    {
        var visible = TestVariables.Read(
        [
            .. Canaries, ("OCEAN__ALLOW_ENVIRONMENT_VARIABLES_JQ_ACCESS", "true"), ("TEAM", "blue"),
            ("OCEAN__PORT", """{"client_secret":"canary-replaced"}"""), ("COPY", "x canary-1 y"), ("GITHUB_TOKEN", "canary"), ("DB_PASSWORD", "canary"),
        ]).MappingEnvironment;

        Assert.Equal("blue", visible["TEAM"]);
        Assert.Equal(["OCEAN__ALLOW_ENVIRONMENT_VARIABLES_JQ_ACCESS", "PIPELINE_HOME", "TEAM"], visible.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("Row", "S12")]
    public void Message_ErrorsBesideSecrets_ShowsNone()
    {
        var fault = Assert.Throws<SettingsException>(() => TestVariables.Read(
            [.. Canaries, ("OCEAN__INTEGRATION__CONFIG__AWS_SECRET_ACCESS_KEY", null), ("APPLICATION__PORT", "x")]));

        Assert.DoesNotContain("canary", fault.ToString(), StringComparison.Ordinal);
    }
}
