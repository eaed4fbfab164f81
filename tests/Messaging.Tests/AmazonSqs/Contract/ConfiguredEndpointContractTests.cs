using Pipeline.Emulators;

namespace Pipeline.Messaging.Tests.AmazonSqs.Contract;

public sealed class ConfiguredEndpointContractTests(EmulatorPool emulators) : SqsContract(emulators)
{
    protected override Task<Emulator> StartEmulatorAsync(EmulatorPool pool) => pool.GetAsync(ConfiguredEndpoint.StartAsync);
}
