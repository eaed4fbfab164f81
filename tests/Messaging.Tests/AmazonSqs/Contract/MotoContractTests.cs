using Pipeline.Emulators;

namespace Pipeline.Messaging.Tests.AmazonSqs.Contract;

public sealed class MotoContractTests(EmulatorPool emulators) : SqsContract(emulators)
{
    protected override Task<Emulator> StartEmulatorAsync(EmulatorPool pool) => pool.GetAsync(Moto.StartAsync);
}
