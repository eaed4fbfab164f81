using Amazon.Runtime;
using Pipeline.Emulators;
using Pipeline.Ledger.Tables.DynamoDb;
using Pipeline.Simulator;

namespace Pipeline.EndToEnd.Tests.Program;

/// <summary>A ledger in DynamoDB, as services have it, on an emulator. A test is skipped where none is installed.</summary>
internal sealed class LedgerTable : IAsyncDisposable
{
    private const string Name = "pipeline-under-test";
    private const string Region = "eu-west-1";

    private readonly Moto _moto;

    private LedgerTable(Moto moto)
    {
        _moto = moto;
        Table = new DynamoDbLedgerTable(
            new DynamoDbOptions { Table = Name, Region = Region, Endpoint = moto.Address }, new BasicAWSCredentials("test", "test"), TimeProvider.System, () => 0.5);
    }

    public DynamoDbLedgerTable Table { get; }

    public static async Task<LedgerTable> StartAsync()
    {
        try
        {
            return new LedgerTable(await Moto.StartAsync());
        }
        catch (EmulatorUnavailableException unavailable)
        {
            Assert.Skip(unavailable.Message);
            throw;
        }
    }

    /// <summary>The environment of services whose ledger this is.</summary>
    public IReadOnlyDictionary<string, string> In(SimulatedWorld world) => world
        .With("PIPELINE__CLAIM_CHECK__BUCKET", "claims-under-test")
        .With("PIPELINE__LEDGER__TABLE", Name)
        .With("AWS_REGION", Region)
        .With("AWS_ENDPOINT_URL_DYNAMODB", _moto.Address.ToString());

    public async ValueTask DisposeAsync()
    {
        Table.Dispose();
        await _moto.DisposeAsync();
    }
}
