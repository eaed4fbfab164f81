using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Contracts;
using Pipeline.Ingress.Api;
using Pipeline.Ledger.Queue;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Logging;
using Pipeline.Simulator;

namespace Pipeline.Ingress.Tests.Api;

public sealed class RunApiTests : IAsyncLifetime
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private SimulatedWorld _world = null!;
    private IngressHost _host = null!;
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await SimulatedWorld.StartAsync(new SimulatorOptions { SeedMapping = true }, Token);
        _host = await IngressHost.StartAsync(_world);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services
            .AddRunApi(new RunApiOptions { Keys = [new Secret(Key)], OrdersPerMinute = 3 })
            .AddSingleton(_host.Ledger).AddSingleton(_host.Get<IRunQueue>()).AddSingleton(_host.Runs)
            .AddSingleton(new SecretRedactor([new Secret("canary-secret")]))
            .AddSingleton<TimeProvider>(_clock);
        _app = builder.Build();
        _app.MapRunApi();
        await _app.StartAsync(Token);
        _client = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        await _host.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer 0123456789abcdef0123456789abcdeg")]
    [InlineData("Bearer 0123456789abcdef0123456789abcdef0")]
    [InlineData("Basic 0123456789abcdef0123456789abcdef")]
    public async Task AnyRoute_WithoutTheKey_TellsNothingAndDoesNothing(string? authorization)
    {
        var run = await StartAsync("{}");
        _client.DefaultRequestHeaders.Authorization = null;
        foreach (var (method, path) in new[] { ("GET", "/runs"), ("GET", $"/runs/{run}"), ("POST", "/runs"), ("POST", $"/runs/{run}/cancel"), ("GET", "/runs/nothing") })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            if (authorization is not null)
            {
                request.Headers.TryAddWithoutValidation("Authorization", authorization);
            }

            using var answer = await _client.SendAsync(request, Token);

            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("""{"ok":false,"error":"unauthorized"}""", await answer.Content.ReadAsStringAsync(Token));
        }

        Assert.Null((await _host.Get<IRunQueue>().FindAsync(Token)).Waiting);
    }

    [Fact]
    public async Task Start_Limited_StartsThatRunAndItIsShown()
    {
        var run = await StartAsync($$"""{"accounts":["{{_world.AccountIds[0]}}"],"kinds":["AWS::S3::Bucket"],"refresh":true,"allowDeletes":true}""");

        await Eventually.TrueAsync(() => _host.Started.All.Count == 1);
        var started = Assert.Single(_host.Started.All);
        Assert.Equal((run, "AWS::S3::Bucket"), (started.RunId, Assert.Single(started.Only.Kinds)));
        var shown = JsonElement.Parse(await _client.GetStringAsync(new Uri($"/runs/{run}", UriKind.Relative), Token));
        Assert.True(shown.GetProperty("run").GetProperty("refresh").GetBoolean());
        Assert.True(shown.GetProperty("run").GetProperty("allowDeletes").GetBoolean());
        var list = JsonElement.Parse(await _client.GetStringAsync(new Uri("/runs", UriKind.Relative), Token));
        Assert.Equal(run, Assert.Single(list.EnumerateArray()).GetProperty("run").GetProperty("runId").GetGuid());
    }

    [Theory]
    [InlineData("[]", "no JSON object")]
    [InlineData("{", "not JSON")]
    [InlineData("""{"account":["1"]}""", "perhaps 'accounts' is meant")]
    [InlineData("""{"accounts":["12"]}""", "twelve digits")]
    [InlineData("""{"kinds":"AWS::S3::Bucket"}""", "no list")]
    [InlineData("""{"kinds":[""]}""", "no list")]
    [InlineData("""{"refresh":"yes"}""", "neither true nor false")]
    [InlineData("""{"refresh":true,"refresh":false}""", "not JSON")]
    public async Task Start_BodyThatIsNoOrder_IsRefusedWithTheReason(string body, string reason)
    {
        using var answer = await PostAsync("/runs", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(reason, await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Null((await _host.Get<IRunQueue>().FindAsync(Token)).Current);
    }

    [Fact]
    public async Task Start_TooOften_IsRefusedUntilAMinuteHasPassed()
    {
        for (var order = 0; order < 3; order++)
        {
            using var taken = await PostAsync("/runs", "{}");
            Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        }

        using (var refused = await PostAsync("/runs", "{}"))
        {
            Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromMinutes(1)), (refused.StatusCode, refused.Headers.RetryAfter!.Delta));
        }

        _clock.Advance(TimeSpan.FromMinutes(1));
        using var later = await PostAsync("/runs", "{}");
        Assert.Equal(HttpStatusCode.Accepted, later.StatusCode);
    }

    [Fact]
    public async Task Cancel_RunThatGoes_EndsItOnce()
    {
        var run = await StartAsync("{}");
        await Eventually.TrueAsync(() => _host.Started.All.Count == 1);

        using var cancelled = await PostAsync($"/runs/{run}/cancel", string.Empty);

        Assert.Equal(HttpStatusCode.Accepted, cancelled.StatusCode);
        Assert.Equal(RunOutcome.Cancelled, (await _host.Ledger.FindProgressAsync(run, Token))!.Outcome);
        await Eventually.TrueAsync(async () => (await _host.Get<IRunQueue>().FindAsync(Token)).Current is null);
        using var again = await PostAsync($"/runs/{run}/cancel", string.Empty);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        using var unknown = await _client.GetAsync(new Uri($"/runs/{Guid.NewGuid()}", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Show_SecretInAFailure_IsHidden()
    {
        var run = await StartAsync("{}");
        await Eventually.TrueAsync(() => _host.Started.All.Count == 1);
        await _host.Ledger.FailRunAsync(run, "it said canary-secret", Token);

        var shown = await _client.GetStringAsync(new Uri($"/runs/{run}", UriKind.Relative), Token);

        Assert.Contains("it said", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-secret", shown, StringComparison.Ordinal);
    }

    private async Task<Guid> StartAsync(string body)
    {
        using var answer = await PostAsync("/runs", body);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync(Token)).GetProperty("run").GetGuid();
    }

    private Task<HttpResponseMessage> PostAsync(string path, string body) =>
        _client.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"), Token);
}
