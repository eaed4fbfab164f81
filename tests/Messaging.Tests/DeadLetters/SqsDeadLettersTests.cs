using Pipeline.Messaging.ClaimCheck;
using Pipeline.Messaging.DeadLetters;
using Pipeline.Messaging.Tests.AmazonSqs;

namespace Pipeline.Messaging.Tests.DeadLetters;

public sealed class SqsDeadLettersTests(EmulatorPool emulators) : IAsyncLifetime
{
    private static readonly ReplayOptions AtOnce = new() { PerSecond = 10_000 };

    private LetterBox _box = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _box = new LetterBox(new Share(await emulators.DefaultAsync()));
        await _box.CreateAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task List_TellsWhatALetterIsAbout_AndLeavesItVisible()
    {
        var id = Guid.NewGuid();
        await _box.PutAsync(LetterBox.Page(id), "no such mapping");

        var letter = Assert.Single(await ListAsync(new DeadLetterFilter()));

        Assert.Equal(
            (id.ToString(), LetterBox.Work, "ResourcesEnumerated", "no such mapping", "111122223333", "AWS::S3::Bucket"),
            (letter.Id, letter.Queue, letter.MessageType, letter.Reason, letter.AccountId, letter.Kind));
        Assert.InRange(TimeProvider.System.GetUtcNow() - letter.FailedAt, TimeSpan.FromSeconds(-5), TimeSpan.FromMinutes(5));
        Assert.Equal((1, 0), await _box.CountAsync($"{LetterBox.Work}_error"));
    }

    [Theory]
    [InlineData("worker-live", null, null, null, null, 1)]
    [InlineData(null, "EntitiesMapped", null, null, null, 0)]
    [InlineData(null, "resourcesenumerated", null, null, null, 4)]
    [InlineData(null, null, "AWS::SQS::Queue", null, null, 1)]
    [InlineData(null, null, null, "444455556666", null, 1)]
    [InlineData(null, null, null, null, "TIMED out", 1)]
    [InlineData("worker-resync", null, "AWS::S3::Bucket", "111122223333", "broke", 1)]
    public async Task Filters_MeanOnlyWhatFitsAllOfThem(string? queue, string? type, string? kind, string? account, string? reason, int expected)
    {
        await _box.PutAsync(LetterBox.Page(Guid.NewGuid()));
        await _box.PutAsync(LetterBox.Page(Guid.NewGuid()), "it timed out", LetterBox.LiveWork);
        await _box.PutAsync(LetterBox.Page(Guid.NewGuid(), kind: "AWS::SQS::Queue"));
        await _box.PutAsync(LetterBox.Page(Guid.NewGuid(), account: "444455556666"));
        var filter = new DeadLetterFilter { Queue = queue, MessageType = type, Kind = kind, AccountId = account, Reason = reason };

        Assert.Equal(expected, (await ListAsync(filter)).Count);
        Assert.Equal(expected, (await _box.Letters.ReplayAsync(filter, AtOnce, Token)).Replayed);
        Assert.Equal(4 - expected, (await ListAsync(new DeadLetterFilter())).Count);
    }

    [Fact]
    public async Task Filters_OfAge_MeanWhenItFailed()
    {
        await _box.PutAsync(LetterBox.Page(Guid.NewGuid()));
        var now = TimeProvider.System.GetUtcNow();

        Assert.Empty(await ListAsync(new DeadLetterFilter { FailedBefore = now - TimeSpan.FromHours(1) }));
        Assert.Single(await ListAsync(new DeadLetterFilter { FailedAfter = now - TimeSpan.FromHours(1) }));
    }

    [Fact]
    public async Task Replay_PutsTheMessageBackAsItWas_WithoutWhySaidBesideIt()
    {
        var body = LetterBox.Page(Guid.NewGuid());
        await _box.PutAsync(body);

        var result = await _box.Letters.ReplayAsync(new DeadLetterFilter(), AtOnce, Token);

        var back = Assert.Single(await _box.TakeAllAsync(LetterBox.Work));
        Assert.Equal(body, back.Body);
        Assert.Equal("Content-Type", Assert.Single(back.MessageAttributes.Keys));
        Assert.Equal((1, 0, false), (result.Replayed, result.Kept, result.HasMore));
        Assert.Equal((0, 0), await _box.CountAsync($"{LetterBox.Work}_error"));
    }

    [Fact]
    public async Task Replay_TwiceAtOnceOfThousands_LosesNoneAndLeavesNone()
    {
        var bodies = Enumerable.Range(0, 2_000).Select(number => LetterBox.Page(new Guid(number, 0, 0, new byte[8]))).ToList();
        await _box.PutAsync(bodies);

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => _box.Letters.ReplayAsync(new DeadLetterFilter(), AtOnce, Token)));

        Assert.Equal(bodies.Order(StringComparer.Ordinal), (await _box.TakeAllAsync(LetterBox.Work)).Select(message => message.Body).Distinct().Order(StringComparer.Ordinal));
        Assert.Empty(await ListAsync(new DeadLetterFilter()));
    }

    [Fact]
    public async Task Replay_InterruptedAndRunAgain_SendsEachOnce()
    {
        var bodies = Enumerable.Range(0, 200).Select(number => LetterBox.Page(new Guid(number, 0, 0, new byte[8]))).ToList();
        await _box.PutAsync(bodies);
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var first = await _box.Letters.ReplayAsync(
            new DeadLetterFilter(), AtOnce with { Progress = sent => InterruptAfter(interrupt, sent, 50) }, interrupt.Token);
        var second = await _box.Letters.ReplayAsync(new DeadLetterFilter(), AtOnce, Token);

        Assert.True(first.HasMore);
        Assert.InRange(first.Replayed, 50, 199);
        Assert.Equal(200 - first.Replayed, second.Replayed);
        Assert.Equal(bodies.Order(StringComparer.Ordinal), (await _box.TakeAllAsync(LetterBox.Work)).Select(message => message.Body).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Replay_AsManyAsAreWanted_LeavesTheRest()
    {
        await _box.PutAsync(Enumerable.Range(0, 30).Select(number => LetterBox.Page(new Guid(number, 0, 0, new byte[8]))));

        var result = await _box.Letters.ReplayAsync(new DeadLetterFilter(), AtOnce with { Most = 7 }, Token);

        Assert.Equal((7, true), (result.Replayed, result.HasMore));
        Assert.Equal(23, (await ListAsync(new DeadLetterFilter())).Count);
    }

    [Fact]
    public async Task Replay_KeepsToTheRate()
    {
        await _box.PutAsync(Enumerable.Range(0, 12).Select(number => LetterBox.Page(new Guid(number, 0, 0, new byte[8]))));
        var began = TimeProvider.System.GetTimestamp();

        await _box.Letters.ReplayAsync(new DeadLetterFilter(), new ReplayOptions { PerSecond = 4 }, Token);

        // Three groups of four; the first of them at once. Slower is no failure.
        Assert.True(TimeProvider.System.GetElapsedTime(began) >= TimeSpan.FromSeconds(1.9));
    }

    [Fact]
    public async Task Replay_ContentThatExpired_IsKeptAndSaidSo_AndContentThatIsThereIsRenewed()
    {
        var content = LetterBox.Utf8(new string('x', 300_000));
        var stored = ClaimCheckNames.OfMessage(content);
        await _box.Store.PutAsync(stored, content, Token);
        await _box.PutAsync(Reference(stored));
        await _box.PutAsync(Reference(ClaimCheckNames.OfMessage(LetterBox.Utf8("gone"))));

        var result = await _box.Letters.ReplayAsync(new DeadLetterFilter(), AtOnce, Token);

        Assert.Equal((1, 1), (result.Replayed, result.Kept));
        Assert.Contains("expired", Assert.Single(result.Reasons), StringComparison.Ordinal);
        Assert.Contains(stored, Assert.Single(await _box.TakeAllAsync(LetterBox.Work)).Body, StringComparison.Ordinal);
        Assert.Single(await ListAsync(new DeadLetterFilter()));
    }

    [Fact]
    public async Task Replay_MessageThatFailsAgainAtOnce_IsNotSentForEver()
    {
        await _box.PutAsync("{ not json");
        Task failsAgain = Task.CompletedTask;

        var result = await _box.Letters.ReplayAsync(
            new DeadLetterFilter(), AtOnce with { Progress = _ => failsAgain = _box.PutAsync("{ not json") }, Token);

        await failsAgain;
        Assert.Equal(1, result.Replayed);
        Assert.Single(await _box.TakeAllAsync(LetterBox.Work));
        Assert.Equal("{ not json", LetterBody(Assert.Single(await ListAsync(new DeadLetterFilter()))));
    }

    private static string Reference(string name) => $$$$"""
        {"messageId":"{{{{Guid.NewGuid()}}}}","messageType":["urn:message:Pipeline.Contracts:EntitiesMapped"],"message":{"claimCheck":{"name":"{{{{name}}}}","bytes":300000}}}
        """;

    private static string LetterBody(DeadLetter letter) => System.Text.Encoding.UTF8.GetString(letter.Body.Span);

    private static void InterruptAfter(CancellationTokenSource interrupt, int sent, int wanted)
    {
        if (sent >= wanted)
        {
            interrupt.Cancel();
        }
    }

    private async Task<List<DeadLetter>> ListAsync(DeadLetterFilter filter) => await _box.Letters.ListAsync(filter, Token).ToListAsync(Token);
}
