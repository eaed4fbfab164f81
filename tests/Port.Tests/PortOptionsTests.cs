using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Pipeline.Port.Tests;

public sealed class PortOptionsTests
{
    [Fact]
    public void Constructor_NothingIsSet_NamesEveryVariableAtOnce()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => new PortClient(new PortOptions { BaseUrl = "port", BatchSize = 50 }));

        Assert.All(
            [
                "OCEAN__PORT__CLIENT_ID", "OCEAN__PORT__CLIENT_SECRET", "OCEAN__PORT__BASE_URL", "OCEAN__INTEGRATION__IDENTIFIER",
                "OCEAN__UPSERT_ENTITIES_BATCH_MAX_LENGTH",
            ],
            variable => Assert.Contains(failure.Failures, fault => fault.StartsWith(variable, StringComparison.Ordinal)));
        Assert.Equal(5, failure.Failures.Count());
    }

    [Theory]
    [InlineData("https://api.getport.io", true)]
    [InlineData("https://api.us.port.io/", true)]
    [InlineData("https://proxy.example/port", true)]
    [InlineData("http://localhost:8080", true)]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("http://[::1]:8080", true)]
    [InlineData("http://api.getport.io", false)]
    [InlineData("http://localhost.evil.example", false)]
    [InlineData("ftp://api.getport.io", false)]
    [InlineData("https://user:pass@api.getport.io", false)]
    [InlineData("https://api.getport.io?x=1", false)]
    [InlineData("api.getport.io", false)]
    [InlineData("", false)]
    public void Validate_BaseUrl_IsHttpsOrLoopback(string baseUrl, bool isValid)
    {
        var options = Sut.Options(baseUrl);

        Assert.Equal(isValid, new PortOptionsValidator().Validate(null, options).Succeeded);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\r\nX-Evil: 1")]
    [InlineData(" ")]
    [InlineData("..")]
    public void Validate_IdentifierThatWouldChangeTheUserAgent_IsRefused(string identifier)
    {
        var options = Sut.Options();
        options.IntegrationIdentifier = identifier;

        Assert.True(new PortOptionsValidator().Validate(null, options).Failed);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9", "http://127.0.0.1:9/v1/organization")]
    [InlineData("http://127.0.0.1:9/", "http://127.0.0.1:9/v1/organization")]
    [InlineData("http://127.0.0.1:9/proxy/", "http://127.0.0.1:9/proxy/v1/organization")]
    public async Task BaseUrl_AnyForm_IsFollowedByV1(string baseUrl, string expected)
    {
        using var handler = new UrlRecorder();
        using var sut = new PortClient(Sut.Options(baseUrl), handler);

        await Assert.ThrowsAsync<PortException>(() => sut.GetOrganizationAsync(CancellationToken.None));

        Assert.Equal(expected, handler.Last);
    }

    [Fact]
    public void ToString_Always_HasNoSecret() =>
        Assert.DoesNotContain(Sut.Secret, Sut.Options().ToString(), StringComparison.Ordinal);

    [Fact]
    public void AddPort_MissingSecret_StopsTheStart()
    {
        using var provider = new ServiceCollection().AddPort(options => options.ClientId = "x").BuildServiceProvider();

        var failure = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains("OCEAN__PORT__CLIENT_SECRET", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddPort_Resolved_IsOneForTheProcess()
    {
        using var provider = new ServiceCollection().AddLogging().AddMetrics().AddPort(options =>
        {
            options.ClientId = "x";
            options.ClientSecret = Sut.Secret;
            options.IntegrationIdentifier = "my-aws";
        }).BuildServiceProvider();

        Assert.Same(provider.GetRequiredService<PortClient>(), provider.GetRequiredService<PortClient>());
    }

    private sealed class UrlRecorder : HttpMessageHandler
    {
        public string? Last { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Last = request.RequestUri!.AbsoluteUri;
            return Task.FromResult(new HttpResponseMessage
            {
                Content = new StringContent("""{"accessToken":"t","expiresIn":100,"tokenType":"Bearer"}"""),
            });
        }
    }
}
