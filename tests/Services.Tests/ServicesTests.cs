using System.Net;
using Pipeline.Emulators;
using Pipeline.Enumerator;
using Pipeline.Hosting;
using Pipeline.Ingress;
using Pipeline.Mapper;
using Pipeline.PortWriter;
using Pipeline.Services.Tests.Running;
using Pipeline.Simulator;

namespace Pipeline.Services.Tests;

public sealed class ServicesTests
{
    private static readonly SimulatorOptions Small = new() { Accounts = 2, Regions = ["us-east-1", "eu-west-1"], ResourcesPerScope = 5 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_the_services_start_in_the_wrong_order_then_Port_equals_the_organisation()
    {
        await using var emulator = await Fauxqs.StartAsync();
        await using var installation = await InstallationUnderTest.StartAsync(emulator, Small);
        await using var services = new ServicesInProcess(installation);

        Stage[] wrongOrder = [new IngressStage(), new PortWriterStage(), new MapperStage(), new EnumeratorStage()];
        foreach (var stage in wrongOrder)
        {
            await services.StartAsync(stage);
        }

        await installation.ConvergedAsync(() => string.Empty);
    }

    [Fact]
    public async Task When_a_service_is_asked_then_it_tells_its_health_and_its_metrics()
    {
        await using var emulator = await Fauxqs.StartAsync();
        await using var installation = await InstallationUnderTest.StartAsync(emulator, Small);
        await using var services = new ServicesInProcess(installation);
        using var client = new HttpClient();

        var address = await services.StartAsync(new MapperStage());

        var ready = string.Empty;
        await Eventually.TrueAsync(
            async () =>
            {
                var answer = await client.GetAsync(new Uri(address, "/health/ready"), Token);
                ready = await answer.Content.ReadAsStringAsync(Token);
                return answer.StatusCode == HttpStatusCode.OK;
            },
            () => ready);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(address, "/health/live"), Token)).StatusCode);
        Assert.Contains("# TYPE", await client.GetStringAsync(new Uri(address, "/metrics"), Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_queues_are_out_of_reach_then_a_service_is_live_and_not_ready()
    {
        await using var emulator = await Fauxqs.StartAsync();
        await using var installation = await InstallationUnderTest.StartAsync(emulator, Small);
        await using var services = new ServicesInProcess(installation);
        using var client = new HttpClient();

        var address = await services.StartAsync(
            new MapperStage(), ("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:1"), ("AWS_ENDPOINT_URL_SNS", "http://127.0.0.1:1"));

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(address, "/health/live"), Token)).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync(new Uri(address, "/health/ready"), Token)).StatusCode);
    }
}
