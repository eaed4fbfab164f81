using System.Collections.Concurrent;
using Pipeline.Emulators;
using Pipeline.Messaging.Tests.AmazonSqs;

[assembly: AssemblyFixture(typeof(EmulatorPool))]

namespace Pipeline.Messaging.Tests.AmazonSqs;

/// <summary>The emulators that tests share: each is started when the first test wants it, and ended with the assembly.</summary>
public sealed class EmulatorPool : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Type, Lazy<Task<Emulator>>> _started = new();

    /// <summary>The one that is used where one is enough.</summary>
    public Task<Emulator> DefaultAsync() => GetAsync(() => Fauxqs.StartAsync());

    /// <summary>Gets an emulator; a test on a machine that cannot have it is skipped.</summary>
    public async Task<Emulator> GetAsync<TEmulator>(Func<Task<TEmulator>> start)
        where TEmulator : Emulator
    {
        try
        {
            return await _started.GetOrAdd(typeof(TEmulator), _ => new Lazy<Task<Emulator>>(async () => await start())).Value;
        }
        catch (EmulatorUnavailableException unavailable)
        {
            Assert.Skip($"{typeof(TEmulator).Name}: {unavailable.Message}");
            throw;
        }
    }

    /// <summary>Ends what was started, and says what it was.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var (type, started) in _started)
        {
            if (started.Value.IsCompletedSuccessfully)
            {
                var emulator = await started.Value;
                await Console.Out.WriteLineAsync($"Emulator used: {emulator.Name}");
                await emulator.DisposeAsync();
            }
            else
            {
                await Console.Out.WriteLineAsync($"Emulator not used: {type.Name}: {started.Value.Exception?.InnerException?.Message}");
            }
        }
    }
}
