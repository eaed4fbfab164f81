namespace Pipeline.ServiceDefaults.Tests;

public sealed class PortSettingsTests
{
    [Theory]
    [InlineData("https://api.port.io", "https://api.port.io/")]
    [InlineData("https://api.port.io/", "https://api.port.io/")]
    [InlineData("https://gateway.example/port/", "https://gateway.example/port")]
    [InlineData("http://localhost:8080", "http://localhost:8080/")]
    [InlineData("http://127.0.0.1:5001", "http://127.0.0.1:5001/")]
    [InlineData("http://[::1]:5001", "http://[::1]:5001/")]
    public void Read_BaseUrl_Taken(string text, string url) =>
        Assert.Equal(url, TestVariables.Read(("OCEAN__PORT__BASE_URL", text)).Port.BaseUrl.AbsoluteUri);

    [Theory]
    [InlineData("api.getport.io")]
    [InlineData("/v1")]
    [InlineData("ftp://api.getport.io")]
    [InlineData("https://")]
    [InlineData("https://api.getport.io?x=1")]
    [InlineData("https://api.getport.io/#x")]
    [InlineData("http://api.getport.io")]
    [InlineData("http://localhost.example.com")]
    [InlineData("http://10.0.0.1:8080")]
    public void Read_BaseUrlThatCannotBeUsed_Error(string text) =>
        Assert.Equal("OCEAN__PORT__BASE_URL", TestVariables.SingleError(("OCEAN__PORT__BASE_URL", text)).Variable);

    [Fact]
    public void Read_BaseUrlWithAPassword_ErrorDoesNotShowIt() =>
        Assert.DoesNotContain("canary", TestVariables.SingleError(("OCEAN__PORT__BASE_URL", "https://me:canary@api.getport.io")).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Read_PlainHttpThatWasAllowed_Taken() => Assert.Equal(
        new Uri("http://port:8080"),
        TestVariables.Read(("OCEAN__PORT__BASE_URL", "http://port:8080"), ("PIPELINE__PORT__ALLOW_PLAIN_HTTP", "true")).Port.BaseUrl);

    [Theory]
    [InlineData("https://api.getport.io/v1")]
    [InlineData("https://api.getport.io/v1/")]
    public void Read_BaseUrlWithTheVersion_LeftOutWithAWarning(string text)
    {
        var settings = TestVariables.Read(("OCEAN__PORT__BASE_URL", text));

        Assert.Equal(new Uri("https://api.getport.io"), settings.Port.BaseUrl);
        Assert.Equal("OCEAN__PORT__BASE_URL", Assert.Single(settings.Warnings).Variable);
    }

    [Fact]
    public void Read_ClientIdOfAPerson_Warning() =>
        Assert.Equal("OCEAN__PORT__CLIENT_ID", Assert.Single(TestVariables.Read(("OCEAN__PORT__CLIENT_ID", "me@example.com")).Warnings).Variable);
}
