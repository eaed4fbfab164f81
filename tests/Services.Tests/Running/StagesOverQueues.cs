using Pipeline.Emulators;
using Pipeline.Hosting;
using Pipeline.Simulator;

namespace Pipeline.Services.Tests.Running;

/// <summary>Tests of stages in this process, over queues that a test reads and writes too. Skipped where the emulator is not to be had.</summary>
public abstract class StagesOverQueues(SimulatorOptions estate) : IAsyncLifetime
{
    private Fauxqs? _emulator;

    private protected InstallationUnderTest Installation { get; private set; } = null!;

    private protected ServicesInProcess Services { get; private set; } = null!;

    private protected Queues Queues { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        try
        {
            _emulator = await Fauxqs.StartAsync();
        }
        catch (EmulatorUnavailableException unavailable)
        {
            Assert.Skip(unavailable.Message);
        }

        Installation = await InstallationUnderTest.StartAsync(_emulator, estate);
        Services = new ServicesInProcess(Installation);
        Queues = new Queues(_emulator.Address, Installation.Prefix, "us-east-1");
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_emulator is not null)
        {
            Queues.Dispose();
            await Services.DisposeAsync();
            await Installation.DisposeAsync();
            await _emulator.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected async Task StartAsync(params Stage[] stages)
    {
        foreach (var stage in stages)
        {
            await Services.StartAsync(stage);
        }
    }
}
