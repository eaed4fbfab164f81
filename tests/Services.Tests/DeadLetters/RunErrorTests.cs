using Pipeline.Contracts;
using Pipeline.Enumerator;
using Pipeline.Ingress;
using Pipeline.Mapper;
using Pipeline.PortWriter;
using Pipeline.Services.Tests.Running;
using Pipeline.Simulator;

namespace Pipeline.Services.Tests.DeadLetters;

/// <summary>What follows a run's end and cannot be done, over queues: which one it failed in is how a replay is known.</summary>
public sealed class RunErrorTests() : StagesOverQueues(Small)
{
    private const string Ends = "port-writer-run-finished-resync";

    private static readonly SimulatorOptions Small = new() { Accounts = 1, Regions = ["us-east-1"], Kinds = ["AWS::SQS::Queue"], ResourcesPerScope = 3 };

    [Fact]
    public async Task When_what_follows_an_end_fails_then_it_is_the_runs_error_until_the_letter_is_replayed()
    {
        Installation.World.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.PortStatus, Operation = "/datasource-entities", StatusCode = 422 });
        await StartAsync(new EnumeratorStage(), new MapperStage(), new PortWriterStage(), new IngressStage());

        await Eventually.TrueAsync(async () => (await Services.EndedAsync(Token)).Errors.Count > 0);
        var run = await Services.EndedAsync(Token);
        var error = Assert.Single(run.Errors);
        Assert.Equal((nameof(RunFinished), $"{Installation.Prefix}-{Ends}", "PortException"), (error.Step, error.Queue, error.Code));
        Assert.Equal((RunOutcome.Partial, false), (run.Outcome, run.IsSettled));
        await Queues.HoldsAsync(Ends + "_error", 1);

        // As a replay does, without the time that its process takes.
        Installation.World.SetFaults();
        var letter = Assert.Single(await Queues.TakeAsync(Ends + "_error", 1));
        await Queues.PutAsync(Ends, letter.Body, letter.MessageAttributes);

        await Eventually.TrueAsync(async () => (await Services.EndedAsync(Token)) is { Outcome: RunOutcome.Complete, IsSettled: true, Errors: [] });
    }
}
