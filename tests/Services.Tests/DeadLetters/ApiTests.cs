using System.Net;
using System.Text.Json.Nodes;
using Pipeline.Ingress;
using Pipeline.Services.Tests.Running;
using Pipeline.Simulator;

namespace Pipeline.Services.Tests.DeadLetters;

/// <summary>Dead letters over Ingress's routes, and the same by the command, with secrets in them.</summary>
public sealed class ApiTests() : StagesOverQueues(Small)
{
    private const string Key = "the-key-of-the-run-api-0123456789";
    private const string Canary = "hunter2-canary";
    private const string Id = "6a6f7d1c-0000-4000-8000-00000000000a";
    private const string Queue = "mapper-resources-enumerated-live";

    private const string Page = $$$$"""
        {"messageId":"{{{{Id}}}}","messageType":["urn:message:Pipeline.Contracts:ResourcesEnumerated"],"headers":{"Authorization":"{{{{Canary}}}}"},
         "message":{"runId":null,"scope":{"accountId":"111122223333","region":"us-east-1","kind":"AWS::Lambda::Function"},"resources":[
          {"identifier":"f","raw":{"Properties":{"FunctionName":"f","Environment":{"Variables":{"TOKEN_OF":"{{{{Canary}}}}"}},"Password":"{{{{Canary}}}}"}}}]}}
        """;

    private static readonly SimulatorOptions Small = new() { Accounts = 1, Regions = ["us-east-1"], ResourcesPerScope = 1 };

    private readonly HttpClient _client = new();
    private Uri _address = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _address = await Services.StartAsync(new IngressStage(), ("PIPELINE__RUN_API__KEY", Key), ("OCEAN__EVENT_LISTENER__RESYNC_ON_START", "false"));
        await Eventually.TrueAsync(async () => await Queues.UrlAsync(Queue + "_error") is not null);
        await Queues.PutAsync(Queue + "_error", Page);
    }

    public override ValueTask DisposeAsync()
    {
        _client.Dispose();
        return base.DisposeAsync();
    }

    [Theory]
    [InlineData("GET", "/dead-letters", null)]
    [InlineData("GET", "/dead-letters", "wrong")]
    [InlineData("GET", $"/dead-letters/{Id}", "")]
    [InlineData("POST", "/dead-letters/replay", "the-key-of-the-run-api-012345678")]
    public async Task When_the_key_is_not_right_then_nothing_is_told_and_nothing_is_replayed(string method, string path, string? key)
    {
        var (status, body) = await AskAsync(method, path, key);

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.DoesNotContain("111122223333", body, StringComparison.Ordinal);
        Assert.Equal(1, await Queues.CountAsync(Queue + "_error"));
    }

    [Fact]
    public async Task When_letters_are_listed_and_shown_then_no_secret_is_in_them()
    {
        var (_, list) = await AskAsync("GET", "/dead-letters?kind=AWS::Lambda::Function&newerThan=1h", Key);
        var (_, shown) = await AskAsync("GET", $"/dead-letters/{Id}", Key);
        var command = await CommandUnderTest.RunAsync(Installation.With(), "dead-letters", "show", Id);
        var table = await CommandUnderTest.RunAsync(Installation.With(), "dead-letters");
        var raw = await CommandUnderTest.RunAsync(Installation.With(), "dead-letters", "show", Id, "--show-secrets");

        Assert.Equal(1, JsonNode.Parse(list)!["queues"]![Queue]!.GetValue<int>());
        Assert.Contains("FunctionName", shown, StringComparison.Ordinal);
        Assert.Contains("FunctionName", command.Output, StringComparison.Ordinal);
        Assert.Contains($"{Queue}: 1", table.Output, StringComparison.Ordinal);
        Assert.All([list, shown, command.Said, table.Said], text => Assert.DoesNotContain(Canary, text, StringComparison.Ordinal));
        Assert.Equal(Page, raw.Output);
    }

    [Fact]
    public async Task When_a_filter_has_a_typing_error_then_nothing_is_replayed()
    {
        var (status, body) = await AskAsync("POST", "/dead-letters/replay?knid=AWS::S3::Bucket", Key);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("knid", body, StringComparison.Ordinal);
        Assert.Equal(1, await Queues.CountAsync(Queue + "_error"));
    }

    [Fact]
    public async Task When_replayed_then_the_message_is_where_it_was_and_a_dry_run_moves_nothing()
    {
        var (_, dry) = await AskAsync("POST", "/dead-letters/replay?dryRun=true", Key);
        Assert.Equal((1, 0), (JsonNode.Parse(dry)!["count"]!.GetValue<int>(), await Queues.CountAsync(Queue)));

        var (_, done) = await AskAsync("POST", "/dead-letters/replay?type=ResourcesEnumerated&account=111122223333", Key);

        Assert.Equal((1, false), (JsonNode.Parse(done)!["replayed"]!.GetValue<int>(), JsonNode.Parse(done)!["hasMore"]!.GetValue<bool>()));
        Assert.Equal(Page, Assert.Single(await Queues.TakeAsync(Queue, 1)).Body);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync("GET", $"/dead-letters/{Id}", Key)).Status);
    }

    private async Task<(HttpStatusCode Status, string Body)> AskAsync(string method, string path, string? key)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_address, path));
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        }

        using var answer = await _client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
