using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Messaging.ClaimCheck;

namespace Pipeline.Messaging.Tests.ClaimCheck;

public sealed class PatientClaimCheckStoreTests
{
    private readonly RecordingStore _store = new() { Failure = new IOException("no answer") };
    private readonly FakeTimeProvider _time = new();
    private readonly PatientClaimCheckStore _sut;

    public PatientClaimCheckStoreTests() =>
        _sut = new PatientClaimCheckStore(_store, _time, NullLogger<PatientClaimCheckStore>.Instance);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_StoreIsAwayForTwentyMinutes_AnswersWhenItIsBack()
    {
        _store.Blobs["mappings/1.json"] = "{}"u8.ToArray();
        var finding = _sut.FindAsync("mappings/1.json", Token).AsTask();
        await PassAsync(TimeSpan.FromMinutes(20), finding);
        Assert.False(finding.IsCompleted);

        _store.Failure = null;
        await PassAsync(TimeSpan.FromMinutes(1), finding);

        Assert.Equal(2, (await finding.WaitAsync(TimeSpan.FromSeconds(20), Token))!.Value.Length);
    }

    [Fact]
    public async Task Find_StoreStaysAway_FailsWithItsReason()
    {
        var finding = _sut.FindAsync("mappings/1.json", Token).AsTask();

        await PassAsync(TimeSpan.FromHours(1), finding);

        Assert.Equal("no answer", (await Assert.ThrowsAsync<IOException>(() => finding.WaitAsync(TimeSpan.FromSeconds(20), Token))).Message);
    }

    [Fact]
    public async Task Find_GivenUp_EndsAtOnce()
    {
        using var givenUp = new CancellationTokenSource();
        var finding = _sut.FindAsync("mappings/1.json", givenUp.Token).AsTask();

        await givenUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => finding.WaitAsync(TimeSpan.FromSeconds(20), Token));
    }

    private async Task PassAsync(TimeSpan time, Task awaited)
    {
        var end = _time.GetUtcNow() + time;
        await Eventually.TrueAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(30));
                return awaited.IsCompleted || _time.GetUtcNow() >= end;
            },
            "the time passed");
    }
}
