using Pipeline.ServiceDefaults.Triggers;

namespace Pipeline.ServiceDefaults.Tests;

/// <summary>The forms in which Ocean takes a setting.</summary>
public sealed class ConfigurationFormTests
{
    [Theory]
    [InlineData("OCEAN__EVENT_LISTENER__TYPE", "ONCE")]
    [InlineData("ocean__event_listener__type", "ONCE")]
    [InlineData("Ocean__Event_Listener__Type", "once")]
    [InlineData("OCEAN__EVENT_LISTENER", """{"type":"ONCE"}""")]
    [InlineData("OCEAN__EVENT_LISTENER", """ { "type" : "ONCE", "interval": 5 } """)]
    [InlineData("ocean__event_listener", """{"type":"\u004fNCE"}""")]
    [InlineData("OCEAN__EVENT_LISTENER", "\"{\\\"type\\\":\\\"ONCE\\\"}\"")]
    public void Read_EitherForm_SameSetting(string name, string value)
    {
        var settings = TestVariables.Read((name, value));

        Assert.Equal(EventListenerType.Once, settings.EventListener.Type);
        Assert.Empty(settings.Warnings);
    }

    [Fact]
    public void Read_JsonAndExploded_MergedAndNestedWins()
    {
        var settings = TestVariables.Read(
            ("OCEAN__EVENT_LISTENER", """{"type":"ONCE","interval":5,"resync_on_start":false}"""),
            ("OCEAN__EVENT_LISTENER__INTERVAL", "7"));

        Assert.Equal(EventListenerType.Once, settings.EventListener.Type);
        Assert.Equal(TimeSpan.FromSeconds(7), settings.EventListener.Interval);
        Assert.False(settings.EventListener.ResyncOnStart);
    }

    [Fact]
    public void Read_ThreeLevelsOfTheSameSetting_DeepestWins()
    {
        var settings = TestVariables.Read(
            ("OCEAN__INTEGRATION", """{"identifier":"mine","config":{"account_read_role_name":"A","live_events_api_key":"key-of-A"}}"""),
            ("OCEAN__INTEGRATION__CONFIG", """{"account_read_role_name":"B","aws_access_key_id":"AKIB","aws_secret_access_key":"of-B"}"""),
            ("OCEAN__INTEGRATION__CONFIG__ACCOUNT_READ_ROLE_NAME", "C"));

        Assert.Equal("mine", settings.Integration.Identifier);
        Assert.Equal("C", settings.Integration.Config.AccountReadRoleName);
        Assert.Equal("AKIB", settings.Integration.Config.StaticKeys?.AccessKeyId.Reveal());
        Assert.Equal("key-of-A", Assert.Single(settings.LiveEvents.Keys).Reveal());
    }

    [Fact]
    public void Read_PortAndIntegrationAsTerraformStoresThem_ReadWhole()
    {
        var settings = TestVariables.Read(
            ("OCEAN__PORT__CLIENT_ID", null), ("OCEAN__PORT__CLIENT_SECRET", null),
            ("OCEAN__PORT", """{"client_id":"id-1","client_secret":"s3cret","base_url":"https://api.us.getport.io"}"""),
            ("OCEAN__INTEGRATION", """{"identifier":"x","type":"AWS","config":{"organization_role_arn":"arn:aws:iam::123456789012:role/Org"}}"""));

        Assert.Equal("id-1", settings.Port.ClientId!.Reveal());
        Assert.Equal("s3cret", settings.Port.ClientSecret!.Reveal());
        Assert.Equal(new Uri("https://api.us.getport.io"), settings.Port.BaseUrl);
        Assert.Equal("x", settings.Integration.Identifier);
        Assert.Equal("aws", settings.Integration.Type);
        Assert.Equal("123456789012", settings.Integration.Config.OrganizationRole?.Account);
    }

    [Theory]
    [InlineData("OCEAN__INTEGRATION__CONFIG", """{"account_read_role_name":"Reader"}""")]
    [InlineData("OCEAN__INTEGRATION__CONFIG", "\"{\\\"account_read_role_name\\\":\\\"Reader\\\"}\"")]
    [InlineData("OCEAN__INTEGRATION", """{"config":"{\"account_read_role_name\":\"Reader\"}"}""")]
    [InlineData("OCEAN__INTEGRATION", """{"config":{"account_read_role_name":"Reader"}}""")]
    public void Read_IntegrationConfigAsObjectOrString_Read(string name, string value) =>
        Assert.Equal("Reader", TestVariables.Read((name, value)).Integration.Config.AccountReadRoleName);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(null)]
    public void Read_EmptyValue_CountsAsNotSet(string? value)
    {
        var settings = TestVariables.Read(("OCEAN__EVENT_LISTENER", value), ("OCEAN__SCHEDULED_RESYNC_INTERVAL", value), ("OCEAN__UNHEARD_OF", value));

        Assert.Equal(EventListenerType.Polling, settings.EventListener.Type);
        Assert.Null(settings.ScheduledResyncInterval);
        Assert.Empty(settings.Warnings);
    }

    [Fact]
    public void Read_NullInJson_CountsAsNotSet() =>
        Assert.Equal("my-aws-integration", TestVariables.Read(("OCEAN__INTEGRATION", """{"identifier":null,"config":null}""")).Integration.Identifier);

    [Theory]
    [InlineData("""{"interval":90,"resync_on_start":false}""")]
    [InlineData("""{"interval":"90","resync_on_start":"false"}""")]
    [InlineData("""{"interval":" 90\n","resync_on_start":0}""")]
    public void Read_JsonNumbersAndStrings_AreTheSame(string json)
    {
        var listener = TestVariables.Read(("OCEAN__EVENT_LISTENER", json)).EventListener;

        Assert.Equal(TimeSpan.FromSeconds(90), listener.Interval);
        Assert.False(listener.ResyncOnStart);
    }

    [Fact]
    public void Read_SecretWithLineBreakAtItsEnd_IsTrimmed() =>
        Assert.Equal("from-a-file", TestVariables.Read(("OCEAN__PORT__CLIENT_SECRET", "from-a-file\r\n")).Port.ClientSecret!.Reveal());

    [Fact]
    public void Read_SameNameInTwoSpellings_UpperCaseWinsWithAWarning()
    {
        var settings = TestVariables.Read(("ocean__integration__identifier", "lower"), ("OCEAN__INTEGRATION__IDENTIFIER", "upper"));

        Assert.Equal("upper", settings.Integration.Identifier);
        Assert.Contains(settings.Warnings, warning =>
            warning.Variable == "OCEAN__INTEGRATION__IDENTIFIER" && warning.Problem.Contains("ocean__integration__identifier", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("OCEAN__EVENT_LISTENER", "{\"type\":")]
    [InlineData("OCEAN__EVENT_LISTENER", "ONCE")]
    [InlineData("OCEAN__EVENT_LISTENER", "[]")]
    [InlineData("OCEAN__EVENT_LISTENER", "7")]
    [InlineData("OCEAN__EVENT_LISTENER", "{'type':'ONCE'}")]
    [InlineData("OCEAN__EVENT_LISTENER", "{\"type\":\"ONCE\"} x")]
    [InlineData("OCEAN__INTEGRATION", "{\"config\":\"{\"}")]
    [InlineData("OCEAN__INTEGRATION", "{\"config\":[1]}")]
    [InlineData("OCEAN__INTEGRATION", "{\"identifier\":\"\\ud800\"}")]
    [InlineData("OCEAN__INTEGRATION", "{\"\\ud800\":1}")]
    [InlineData("OCEAN__INTEGRATION__CONFIG", "\"plain text\"")]
    [InlineData("OCEAN__METRICS", "true")]
    [InlineData("ocean__event_listener", "{")]
    public void Read_NotAJsonObject_ErrorNamesTheVariable(string name, string value) =>
        Assert.Equal(name, TestVariables.SingleError((name, value)).Variable);

    [Fact]
    public void Read_LoneSurrogate_ErrorNamesTheVariable() =>
        Assert.Equal("OCEAN__EVENT_LISTENER", TestVariables.SingleError(("OCEAN__EVENT_LISTENER", "{\"type\":\"\ud800\"}")).Variable);

    [Theory]
    [InlineData("'{\"type\": \"ONCE\"}'")]
    [InlineData("\"{\"type\": \"ONCE\"}\"")]
    public void Read_JsonStillInShellQuotes_FixSaysSo(string value) =>
        Assert.Contains("Remove the quotes", TestVariables.SingleError(("OCEAN__EVENT_LISTENER", value)).Fix, StringComparison.Ordinal);

    [Fact]
    public void Read_BrokenJsonWithASecret_ErrorDoesNotShowIt()
    {
        var error = TestVariables.SingleError(
            ("OCEAN__PORT__CLIENT_ID", null), ("OCEAN__PORT__CLIENT_SECRET", null),
            ("OCEAN__PORT", """{"client_id":"canary-id","client_secret":canary-secret}"""));

        Assert.Equal("OCEAN__PORT", error.Variable);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("byte", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ArrayWhereAValueIsNeeded_ErrorNamesSettingAndKey()
    {
        var error = TestVariables.SingleError(("OCEAN__EVENT_LISTENER", """{"interval":[60]}"""));

        Assert.Equal("OCEAN__EVENT_LISTENER__INTERVAL", error.Variable);
        Assert.Contains("key interval in the JSON of OCEAN__EVENT_LISTENER", error.Problem, StringComparison.Ordinal);
    }
}
