using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Contracts;
using Pipeline.Ingress.LiveEvents;
using Pipeline.Ingress.Tests.LiveEvents;
using Pipeline.Ingress.Triggers;
using Pipeline.Ingress.Triggers.Hook;
using Pipeline.ServiceDefaults;
using Pipeline.Simulator;

namespace Pipeline.Ingress.Tests.Triggers;

public sealed class TriggerTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Cron_TimeComes_StartsARun()
    {
        var clock = new WatchedClock(_clock.GetUtcNow());
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), CancellationToken.None);
        await using var host = await IngressHost.StartAsync(world, add: services =>
        {
            services.AddSingleton<TimeProvider>(clock);
            services.AddCronSchedule(CronOptions.Parse(["30 6 * * *", "0 12 * * *"]));
        });
        await Eventually.TrueAsync(() => clock.Waits.Contains(TimeSpan.FromHours(6.5)));

        clock.Advance(TimeSpan.FromHours(6));
        Assert.Empty(host.Started.All);
        clock.Advance(TimeSpan.FromMinutes(30));

        await Eventually.TrueAsync(() => host.Started.All.Count == 1);
    }

    [Theory]
    [InlineData("60 * * * *")]
    [InlineData("every day")]
    public void Cron_NoExpression_IsNamed(string text) =>
        Assert.Contains(text, Assert.Throws<FormatException>(() => CronOptions.Parse([text])).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Mapping_BlocksOfAKindChange_StartsARunOverThatKind()
    {
        var mapping = new GivenMapping("AWS::EC2::Instance");
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), CancellationToken.None);
        await using var host = await IngressHost.StartAsync(world, mappings: mapping, add: services => services
            .AddStoredLiveEvents(new LiveEventOptions { MappingLifetime = TimeSpan.FromMilliseconds(20) })
            .AddMappingWatch());
        await Eventually.TrueAsync(() => mapping.Reads > 3);
        Assert.Empty(host.Started.All);

        mapping.Kinds = ["AWS::EC2::Instance", "AWS::S3::Bucket"];

        await Eventually.TrueAsync(() => host.Started.All.Count == 1);
        Assert.Equal(["AWS::S3::Bucket"], host.Started.All[0].Only.Kinds);
    }

    [Fact]
    [Trait("Row", "S17")]
    public async Task Hook_WithoutAKeyOrSignature_IsRefused()
    {
        await using var hook = await HookAsync(new ResyncHookOptions { Key = new Secret(Key), SigningSecret = new Secret("secret") });

        using var nothing = await hook.PostAsync("{}");
        using var wrong = await hook.PostAsync("{}", ("Authorization", "Bearer wrong"));
        using var old = await hook.PostAsync("{}", Signed("{}", "secret", _clock.GetUtcNow().AddMinutes(-6)));
        using var forged = await hook.PostAsync("{ }", Signed("{}", "secret", _clock.GetUtcNow()));
        using var other = await hook.PostAsync("{}", Signed("{}", "other", _clock.GetUtcNow()));

        Assert.All([nothing, wrong, old, forged, other], answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode));
        Assert.Empty(hook.Host.Started.All);
    }

    [Theory]
    [InlineData("key")]
    [InlineData("signature")]
    [InlineData("anonymous")]
    [Trait("Row", "S17")]
    public async Task Hook_ByWhoMay_AnswersWhenTheRunHasEnded(string way)
    {
        await using var hook = await HookAsync(new ResyncHookOptions
        {
            Key = new Secret(Key), SigningSecret = new Secret("secret"), Anonymous = way == "anonymous",
        });

        var posting = hook.PostAsync("{}", way switch
        {
            "key" => [("Authorization", $"Bearer {Key}")],
            "signature" => Signed("{}", "secret", _clock.GetUtcNow()),
            _ => [],
        });
        await Eventually.TrueAsync(() => hook.Host.Started.All.Count == 1);
        Assert.False(posting.IsCompleted);
        await hook.Host.FinishAsync(hook.Host.Started.All[0].RunId, RunOutcome.Partial);

        using var answer = await posting;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("partial", JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("outcome").GetString());
    }

    private static (string, string)[] Signed(string body, string secret, DateTimeOffset at)
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}.{body}")));
        return [("x-port-timestamp", timestamp), ("x-port-signature", $"v1,{signature}")];
    }

    private async Task<Hook> HookAsync(ResyncHookOptions options)
    {
        var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), CancellationToken.None);
        var host = await IngressHost.StartAsync(world);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(_clock).AddSingleton(host.Runs).AddResyncHook(options);
        var app = builder.Build();
        app.MapResyncHook();
        await app.StartAsync();
        return new Hook(world, host, app);
    }

    private sealed record Hook(SimulatedWorld World, IngressHost Host, WebApplication App) : IAsyncDisposable
    {
        private readonly HttpClient _http = new() { BaseAddress = new Uri(App.Urls.First()) };

        public async Task<HttpResponseMessage> PostAsync(string body, params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/resync") { Content = new StringContent(body) };
            foreach (var (name, value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            return await _http.SendAsync(request);
        }

        public async ValueTask DisposeAsync()
        {
            _http.Dispose();
            await App.DisposeAsync();
            await Host.DisposeAsync();
            await World.DisposeAsync();
        }
    }

    /// <summary>Knows what is waited for: a wait that begins after the clock has moved would end too late.</summary>
    private sealed class WatchedClock(DateTimeOffset start) : FakeTimeProvider(start)
    {
        public ConcurrentBag<TimeSpan> Waits { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Waits.Add(dueTime);
            return timer;
        }
    }
}
