using Microsoft.Extensions.DependencyInjection;
using Pipeline.Ledger;
using Pipeline.Ledger.InMemory;
using Pipeline.Ledger.Tables;

namespace Pipeline.Services.Tests.Running;

/// <summary>One ledger in memory for services that run in one process.</summary>
internal sealed class SharedLedger : IAsyncDisposable
{
    private readonly ServiceProvider _provider = new ServiceCollection().AddLogging().AddInMemoryLedger().BuildServiceProvider();

    public IRunLedger Runs => _provider.GetRequiredService<IRunLedger>();

    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton(Runs);
        services.AddSingleton(_provider.GetRequiredService<ILedgerTable>());
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
