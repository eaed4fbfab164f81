using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Pipeline.Messaging.Tests.AmazonSqs.Contract;

/// <summary>The bus of a single process keeps the same promises.</summary>
public sealed class InMemoryContractTests : TransportContract
{
    protected override string Name(string endpoint) => endpoint;

    protected override async Task<IHost> StartAsync(Action<IReceiveConfigurator> endpoints)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.UsingInMemory((_, transport) =>
            {
                transport.ConfigureJsonSerializerOptions(PlainJson.Apply);
                endpoints(transport);
            });
        });
        var host = builder.Build();
        await host.StartAsync(Token);
        return host;
    }
}
