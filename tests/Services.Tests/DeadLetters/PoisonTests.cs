using System.Text.Json.Nodes;
using Pipeline.Contracts;
using Pipeline.Enumerator;
using Pipeline.Ingress;
using Pipeline.Ingress.Runs;
using Pipeline.Mapper;
using Pipeline.PortWriter;
using Pipeline.Services.Tests.Running;
using Pipeline.Simulator;

namespace Pipeline.Services.Tests.DeadLetters;

/// <summary>Messages that cannot be read, in the queues of a run that goes.</summary>
public sealed class PoisonTests() : StagesOverQueues(Small)
{
    private const string Pages = "mapper-resources-enumerated-resync";

    private static readonly SimulatorOptions Small = new() { Accounts = 2, Regions = ["us-east-1", "eu-west-1"], ResourcesPerScope = 5 };

    private static readonly string[] Poison =
    [
        "{ not json",
        """{"messageId":"6a6f7d1c-0000-4000-8000-000000000001","messageType":["urn:message:Pipeline.Contracts:PageOfTomorrow"],"message":{"number":1}}""",
        """{"messageId":"6a6f7d1c-0000-4000-8000-000000000002","messageType":["urn:message:Pipeline.Contracts:ResourcesEnumerated"],"message":{"runId":"0197f3c2-8d1e-7c54-9a41-2b7d1c7f0e55","page":"first"}}""",
        new('#', 256 * 1024),
        new string('[', 10_000) + new string(']', 10_000),
    ];

    // R22
    [Fact]
    public async Task When_poison_of_every_kind_lies_among_pages_then_the_run_completes_and_each_is_kept_as_it_was()
    {
        await StartAsync(new EnumeratorStage(), new IngressStage());
        await Queues.HoldsAsync(Pages, 1);
        await Task.WhenAll(Poison.Select(body => Queues.PutAsync(Pages, body)));

        await StartAsync(new MapperStage(), new PortWriterStage());

        await Installation.ConvergedAsync(() => string.Empty);
        Assert.Equal(RunOutcome.Complete, (await EndedAsync()).Outcome);
        await Eventually.TrueAsync(async () => await Queues.CountAsync(Pages + "_error") + await Queues.CountAsync(Pages + "_skipped") == Poison.Length);
        var listed = await CommandUnderTest.RunAsync(Installation.With(), "dead-letters", "--json");
        var letters = JsonNode.Parse(listed.Output)!.AsArray();
        Assert.Equal(Poison.Length, letters.Count);
        Assert.Equal(3, letters.Count(letter => letter!["type"]!.GetValue<string>() == "(unreadable)"));
        foreach (var letter in letters)
        {
            var raw = await CommandUnderTest.RunAsync(Installation.With(), "dead-letters", "show", letter!["id"]!.GetValue<string>(), "--show-secrets");
            Assert.Contains(raw.Output, Poison);
        }
    }

    [Fact]
    public async Task When_a_page_is_of_another_version_then_its_scope_fails_and_the_run_ends()
    {
        await StartAsync(new EnumeratorStage(), new IngressStage());
        await Queues.HoldsAsync(Pages, 1);
        var page = Assert.Single(await Queues.TakeAsync(Pages, 1));
        var envelope = JsonNode.Parse(page.Body)!;
        envelope["message"]!.AsObject().Remove("resources");
        await Queues.PutAsync(Pages, envelope.ToJsonString(), page.MessageAttributes);

        await StartAsync(new MapperStage(), new PortWriterStage());

        var run = await EndedAsync();
        var failed = Assert.Single(run.Scopes, scope => scope.Failure is not null);
        Assert.Equal(RunOutcome.Partial, run.Outcome);
        Assert.Equal((FailureClass.Internal, "ResourcesEnumerated"), (failed.Failure!.Class, failed.Failure.Code));
        Assert.Equal(1, await Queues.CountAsync(Pages + "_error"));
    }

    [Fact]
    public async Task When_a_page_became_junk_that_names_no_run_then_the_run_ends_partial_and_says_why()
    {
        await StartAsync(new EnumeratorStage());
        await Services.StartAsync(new IngressStage(), new LostRunOptions { Interval = TimeSpan.FromSeconds(1), Quiet = TimeSpan.FromSeconds(5) });
        await Queues.HoldsAsync(Pages, 1);
        Assert.Single(await Queues.TakeAsync(Pages, 1));
        await Queues.PutAsync(Pages, Poison[0]);

        await StartAsync(new MapperStage(), new PortWriterStage());

        var run = await EndedAsync();
        Assert.Equal(RunOutcome.Partial, run.Outcome);
        Assert.Contains("dead letters", run.Failure, StringComparison.Ordinal);
    }

    private Task<Ledger.RunSnapshot> EndedAsync() => Services.EndedAsync(Token);
}
