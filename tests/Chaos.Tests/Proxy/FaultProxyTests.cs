using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Pipeline.Simulator;

namespace Pipeline.Chaos.Tests.Proxy;

public sealed class FaultProxyTests : IAsyncLifetime
{
    private SimulatedWorld _world = null!;
    private FaultProxy _sut = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Token);
        _sut = FaultProxy.Before(_world.PortEndpoint);
    }

    public async ValueTask DisposeAsync()
    {
        await _sut.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task Pass_NoToxic_AnswersAsTheTargetDoes()
    {
        using var client = new HttpClient();

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(_sut.Address, "/_simulator/stats"), Token)).StatusCode);
    }

    [Fact]
    public async Task Pass_SlicedAndSlow_AnswersTheSameLater()
    {
        using var client = new HttpClient();
        _sut.Toxic = new Toxic { SliceBytes = 64, Latency = TimeSpan.FromMilliseconds(5), Jitter = TimeSpan.FromMilliseconds(5) };
        var clock = Stopwatch.StartNew();

        var text = await client.GetStringAsync(new Uri(_sut.Address, "/_simulator/faults"), Token);

        Assert.Equal("[]", text.Trim());
        Assert.True(clock.ElapsedMilliseconds >= 10);
    }

    [Theory]
    [InlineData(nameof(Toxic.Refuses))]
    [InlineData(nameof(Toxic.LimitBytes))]
    public async Task Pass_BrokenConnection_IsAnErrorForTheCaller(string fault)
    {
        using var client = new HttpClient();
        _sut.Toxic = fault == nameof(Toxic.Refuses) ? new Toxic { Refuses = true } : new Toxic { LimitBytes = 10 };

        var broken = await Record.ExceptionAsync(() => client.GetAsync(new Uri(_sut.Address, "/_simulator/stats"), Token));

        // Reset before HttpClient has asked it for its address, the connection comes out as the socket's own exception.
        Assert.True(broken is HttpRequestException or SocketException, $"{broken}");
    }

    [Fact]
    public async Task ResetAll_RequestThatHangs_FailsAtOnceAndTheNextOneSucceeds()
    {
        using var client = new HttpClient();
        _sut.Toxic = new Toxic { Hangs = true };
        var hanging = client.GetAsync(new Uri(_sut.Address, "/_simulator/stats"), Token);
        Assert.True(SpinWait.SpinUntil(() => _sut.Accepted > 0, TimeSpan.FromSeconds(10)));

        _sut.Toxic = Toxic.None;
        _sut.ResetAll();

        // Whether the request had already been passed on decides what it hears, but it hears something.
        await Task.WhenAny(hanging);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(_sut.Address, "/_simulator/stats"), Token)).StatusCode);
    }
}
