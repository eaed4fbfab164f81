using Pipeline.Emulators;

namespace Pipeline.Services.Tests.Running;

/// <summary>Tests that need an emulator of queues and one of tables. Skipped where either is not to be had.</summary>
public abstract class QueuesAndTables : IAsyncLifetime
{
    private protected Fauxqs Queues { get; private set; } = null!;

    private protected Moto Tables { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        try
        {
            Tables = await Moto.StartAsync();
            Queues = await Fauxqs.StartAsync();
        }
        catch (EmulatorUnavailableException unavailable)
        {
            Assert.Skip(unavailable.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var emulator in new Emulator?[] { Queues, Tables }.OfType<Emulator>())
        {
            await emulator.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
