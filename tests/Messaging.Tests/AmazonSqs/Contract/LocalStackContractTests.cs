using Pipeline.Emulators;

namespace Pipeline.Messaging.Tests.AmazonSqs.Contract;

public sealed class LocalStackContractTests(EmulatorPool emulators) : SqsContract(emulators)
{
    protected override Task<Emulator> StartEmulatorAsync(EmulatorPool pool) => pool.GetAsync(LocalStack.StartAsync);
}
