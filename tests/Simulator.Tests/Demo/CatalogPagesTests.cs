using System.Net;
using Pipeline.Simulator.Tests.Port;

namespace Pipeline.Simulator.Tests.Demo;

public sealed class CatalogPagesTests
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_ShowWhatIsAtPort_AndLinkBothWays()
    {
        var (world, port) = await Samples.StartAsync();
        await using var _ = world;
        using var __ = port;
        using var http = new HttpClient { BaseAddress = world.PortEndpoint };
        await port.UpsertAsync("team", "", """{"identifier":"a/b:c","title":"Team Ä"}""");
        await port.UpsertAsync("service", "", """{"identifier":"s","title":"Shop","properties":{"site":"https://x.example","labels":["one"]},"relations":{"team":"a/b:c"}}""");

        var home = await http.GetStringAsync("/", Cancelled);
        var list = await http.GetStringAsync("/blueprint?id=service", Cancelled);
        var service = await http.GetStringAsync("/entity?blueprint=service&id=s", Cancelled);
        var team = await http.GetStringAsync("/entity?blueprint=team&id=a%2Fb%3Ac", Cancelled);

        Assert.Contains("2 entities of 2 blueprints", home, StringComparison.Ordinal);
        Assert.Contains("href=\"/entity?blueprint=service&amp;id=s\"", list, StringComparison.Ordinal);
        Assert.Contains("href=\"/entity?blueprint=team&amp;id=a%2Fb%3Ac\"", service, StringComparison.Ordinal);
        Assert.Contains("Team Ä", service, StringComparison.Ordinal);
        Assert.Contains("href=\"/entity?blueprint=service&amp;id=s\"", team, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("needle-17", 1)]
    [InlineData("LEAD of 3.", 1)]
    [InlineData("nothing like it", 0)]
    [InlineData("", 50)]
    public async Task Search_FindsByIdentifierAndProperty(string query, int rows)
    {
        var (world, port) = await Samples.StartAsync();
        await using var _ = world;
        using var __ = port;
        using var http = new HttpClient { BaseAddress = world.PortEndpoint };
        foreach (var batch in Enumerable.Range(0, 60).Chunk(20))
        {
            await port.UpsertAsync("team", "", [.. batch.Select(i => new { identifier = $"needle-{i}", properties = new { lead = $"lead of {i}." } })]);
        }

        var page = await http.GetStringAsync($"/blueprint?id=team&q={Uri.EscapeDataString(query)}", Cancelled);

        Assert.Equal(rows, page.Split("<td class=\"entity\">").Length - 1);
        Assert.Equal(rows == 50, page.Contains("Page 1 of 2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Markup_InNamesAndValues_IsEscaped()
    {
        var (world, port) = await Samples.StartAsync();
        await using var _ = world;
        using var __ = port;
        using var http = new HttpClient { BaseAddress = world.PortEndpoint };
        const string Attack = "\\\"><img src=x onerror=alert(1)>";
        await port.UpsertAsync("service", "", $$"""{"identifier":"s","title":"{{Attack}}","properties":{"site":"https://x.example/\"onclick=1","labels":["{{Attack}}"],"config":{"{{Attack}}":{"a":"{{Attack}}"} } } }""");

        foreach (var path in new[] { "/", "/blueprint?id=service&q=%22%3E%3Cimg%20src%3Dx", "/entity?blueprint=service&id=s", "/status" })
        {
            var page = await http.GetStringAsync(path, Cancelled);
            Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
            Assert.DoesNotContain("\"onclick", page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/blueprint?id=nope")]
    [InlineData("/entity?blueprint=team&id=nope")]
    [InlineData("/entity")]
    public async Task Page_OfNothing_Is404(string path)
    {
        var (world, port) = await Samples.StartAsync();
        await using var _ = world;
        using var __ = port;
        using var http = new HttpClient { BaseAddress = world.PortEndpoint };

        using var answer = await http.GetAsync(path, Cancelled);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }
}
