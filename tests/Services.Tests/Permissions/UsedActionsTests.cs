using Pipeline.Services.Tests.Running;
using Pipeline.Simulator;

namespace Pipeline.Services.Tests.Permissions;

/// <summary>What the services ask AWS for in a run, with queues, table and bucket that are there already, against what deploy/iam allows.</summary>
public sealed class UsedActionsTests : QueuesAndTables
{
    private const string OwnKey = "own";

    // Granted, and not to be seen in every run.
    private static readonly string[] NotInEveryRun =
    [
        "sqs:ChangeMessageVisibility", // what is under way for longer than 20 s, or given back at the end
        "s3:ListBucket", // no request of its own: with it, S3 answers 404 to a read, and not 403
        "dynamodb:DeleteItem", // rows of what is gone, and runs that are forgotten
        "dynamodb:UpdateItem", // tickets, which the Enumerator alone takes, and run numbers
        "s3:GetObject", // messages above 200 KB, and mapping versions that are not known yet
        "s3:PutObject", // messages above 200 KB
    ];

    private static readonly (string Policy, string Project, string Queue)[] Services =
    [
        ("port-writer", "PortWriter", "port-writer-scope-end-resync"),
        ("mapper", "Mapper", "mapper-resources-enumerated-resync"),
        ("enumerator", "Enumerator", "enumerator-enumerate-scope-resync"),
        ("ingress", "Ingress", "ingress-run-finished-resync"),
    ];

    [Fact]
    public async Task When_the_services_run_then_they_ask_for_what_their_policies_allow_and_for_nothing_else()
    {
        var small = new SimulatorOptions { Accounts = 2, Regions = ["us-east-1"], ResourcesPerScope = 3, ExternalId = "the-external-id" };
        await using var installation = await InstallationUnderTest.StartAsync(Queues, small, Tables);
        await CreateAsync(installation);
        using var queues = new Queues(Queues.Address, installation.Prefix, "us-east-1");
        var recorders = new Dictionary<string, (AwsRecorder Queues, AwsRecorder Tables, AwsRecorder Read)>(StringComparer.Ordinal);
        var running = new List<StageUnderTest>();
        try
        {
            foreach (var (policy, project, queue) in Services)
            {
                // What cannot be read has to be put aside.
                await queues.PutAsync(queue, "{ not json");
                var recorder = (await AwsRecorder.StartAsync(Queues.Address), await AwsRecorder.StartAsync(Tables.Address), await AwsRecorder.StartAsync(installation.World.AwsEndpoint));
                recorders[policy] = recorder;
                running.Add(StageUnderTest.Start(project, installation, Through(recorder)));
            }

            await installation.ConvergedAsync(() => string.Join("\n\n", running.Select(stage => stage.Log)));
            await Eventually.TrueAsync(async () => await queues.CountAsync("ingress-run-finished-resync_error") == 1 && await queues.CountAsync("ingress-run-finished-resync") == 0);
            await ReplayAsync(running[^1]);

            var reader = installation.Environment["OCEAN__INTEGRATION__CONFIG__AWS_ACCESS_KEY_ID"];
            var differences = string.Empty;
            await Eventually.TrueAsync(
                () => Task.FromResult((differences = string.Join('\n', recorders.SelectMany(recorder => Differences(
                    recorder.Key,
                    [.. recorder.Value.Queues.ActionsOf(OwnKey), .. recorder.Value.Tables.ActionsOf(OwnKey), .. recorder.Value.Read.ActionsOf(reader)])))).Length == 0),
                () => differences);
        }
        finally
        {
            foreach (var stage in running)
            {
                await stage.DisposeAsync();
            }

            foreach (var recorder in recorders.Values.SelectMany(three => new[] { three.Queues, three.Tables, three.Read }))
            {
                await recorder.DisposeAsync();
            }
        }
    }

    // As Terraform would: by a service that creates, and is ended before anything runs.
    private static async Task CreateAsync(InstallationUnderTest installation)
    {
        await using var creator = StageUnderTest.Start("Enumerator", installation);
        await creator.ReadyAsync();
    }

    private static (string, string)[] Through((AwsRecorder Queues, AwsRecorder Tables, AwsRecorder Read) recorder) =>
    [
        ("PIPELINE__MESSAGING__TOPOLOGY", "Verify"),
        ("PIPELINE__RUN_API__KEY", "the-key-of-the-run-api-0123456789"),
        ("OCEAN__INTEGRATION__CONFIG__EXTERNAL_ID", "the-external-id"),
        ("AWS_ENDPOINT_URL_SQS", Text(recorder.Queues)),
        ("AWS_ENDPOINT_URL_SNS", Text(recorder.Queues)),
        ("AWS_ENDPOINT_URL_S3", Text(recorder.Queues)),
        ("AWS_ENDPOINT_URL_DYNAMODB", Text(recorder.Tables)),
        ("AWS_ENDPOINT_URL", Text(recorder.Read)),
    ];

    private static string Text(AwsRecorder recorder) => recorder.Address.ToString().TrimEnd('/');

    private static async Task ReplayAsync(StageUnderTest ingress)
    {
        var (status, body) = await ingress.PostAsync("/dead-letters/replay?queue=ingress", "the-key-of-the-run-api-0123456789");
        Assert.True(status == System.Net.HttpStatusCode.OK, body);
    }

    // GetCallerIdentity needs no permission.
    private static IEnumerable<string> Differences(string policy, string[] used)
    {
        var granted = PolicyFile.Read(policy).Actions;
        return used.Except(granted).Except(["sts:GetCallerIdentity"]).Select(action => $"{policy} is not allowed {action}")
            .Concat(granted.Except(used).Except(NotInEveryRun).Select(action => $"{policy} needs no {action}"));
    }
}
