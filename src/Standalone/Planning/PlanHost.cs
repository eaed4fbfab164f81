using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Contracts;
using Pipeline.Enumerator;
using Pipeline.Hosting.Connections;
using Pipeline.Ingress;
using Pipeline.Ledger;
using Pipeline.Ledger.Tables.Sqlite;
using Pipeline.Mapper;
using Pipeline.Messaging.Bus;
using Pipeline.Messaging.ClaimCheck;
using Pipeline.PortWriter;
using Pipeline.PortWriter.Planning;
using Pipeline.ServiceDefaults;
using Pipeline.Standalone.Hosting;

namespace Pipeline.Standalone.Planning;

/// <summary>The stages that a run goes through, all but the one that starts runs and tells Port of them.</summary>
internal static class PlanHost
{
    public static IServiceCollection AddPlan(this IServiceCollection services, PipelineSettings settings)
    {
        services.AddSqliteLedger(settings.LedgerFile(), new RunLedgerOptions { Sweeps = true });
        services.AddFileClaimChecks(Path.Combine(settings.Application.Home, "claim-checks"));
        services.AddPort(settings, readPatience: null);
        services.AddPlannedInstallation(settings.ToInstallationOptions());
        services.AddEnumerator(settings.ToEnumeratorOptions(), settings.ToAwsClientOptions(isService: false));
        services.AddMapper(new MappingCompileOptions { Environment = settings.MappingEnvironment });
        services.AddPlannedWrites();
        services.AddPortWriter(settings.ToPortWriterOptions());
        services.AddSingleton<RunPlanning>();
        services.AddSingleton<RepairsUnderWay>();
        return services.AddPipelineBus(
            settings.Memory.PagesInFlightBytes,
            bus =>
            {
                bus.AddEnumeratorConsumers();
                bus.AddMapperConsumers();
                bus.AddPortWriterConsumers();
                bus.AddConsumer<FaultConsumer>();
            },
            live =>
            {
                live.AddEnumeratorLiveConsumers();
                live.AddMapperConsumers();
                live.AddPortWriterConsumers();
            });
    }

    /// <summary>What is done when everything else is cannot be done: the plan would never end.</summary>
    private sealed class FaultConsumer(ChangePlan plan) : IConsumer<Fault<RunFinished>>, IConsumer<Fault<SweepScope>>
    {
        public Task Consume(ConsumeContext<Fault<RunFinished>> context) => FailAsync(context.Message.Exceptions);

        public Task Consume(ConsumeContext<Fault<SweepScope>> context) => FailAsync(context.Message.Exceptions);

        private Task FailAsync(ExceptionInfo[] exceptions)
        {
            plan.Fail(exceptions is [var first, ..] ? first.Message : "a message could not be processed");
            return Task.CompletedTask;
        }
    }
}
