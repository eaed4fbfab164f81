using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Messaging.ClaimCheck;
using Pipeline.Messaging.Tests.AmazonSqs;

namespace Pipeline.Messaging.Tests.ClaimCheck;

public sealed class S3ClaimCheckStoreTests(EmulatorPool emulators) : ClaimCheckStoreContract, IAsyncLifetime
{
    private readonly string _bucket = $"claims-{Guid.NewGuid():N}";
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private AmazonS3Client _s3 = null!;

    protected override IClaimCheckStore Sut => new S3ClaimCheckStore(_s3, _bucket, _time);

    public async ValueTask InitializeAsync()
    {
        var emulator = await emulators.DefaultAsync();
        var config = new AmazonS3Config { ServiceURL = emulator.Address.ToString(), ForcePathStyle = true, AuthenticationRegion = "eu-central-1" };
        _s3 = new AmazonS3Client(new BasicAWSCredentials("key", "secret"), config);
        await _s3.PutBucketAsync(_bucket, Token);
    }

    public ValueTask DisposeAsync()
    {
        _s3.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Put_StoredForDays_IsWrittenAgainSoThatTheLifecycleRuleCountsFromNow()
    {
        await Sut.PutAsync(Name("page"), "page"u8.ToArray(), Token);
        await Sut.PutAsync("mappings/1.json", "{}"u8.ToArray(), Token);
        var first = await WrittenAtAsync(Name("page"));
        var mapping = await WrittenAtAsync("mappings/1.json");
        await Eventually.TrueAsync(() => TimeProvider.System.GetUtcNow() > first.AddSeconds(1.1), "a second passed, as S3 tells no fractions");
        await Sut.PutAsync(Name("page"), "page"u8.ToArray(), Token);
        Assert.Equal(first, await WrittenAtAsync(Name("page")));
        _time.Advance(TimeSpan.FromDays(2));

        await Sut.PutAsync(Name("page"), "page"u8.ToArray(), Token);
        await Sut.PutAsync("mappings/1.json", "{}"u8.ToArray(), Token);

        Assert.True(await WrittenAtAsync(Name("page")) > first);
        Assert.Equal(mapping, await WrittenAtAsync("mappings/1.json"));
    }

    [Fact]
    public async Task Find_NoSuchBucket_ThrowsAndIsNotTakenForAbsent()
    {
        var sut = new S3ClaimCheckStore(_s3, $"no-{Guid.NewGuid():N}", _time);

        await Assert.ThrowsAsync<AmazonS3Exception>(async () => await sut.FindAsync(Name("page"), Token));
        await Assert.ThrowsAsync<AmazonS3Exception>(async () => await sut.PutAsync(Name("page"), "page"u8.ToArray(), Token));
    }

    private async Task<DateTimeOffset> WrittenAtAsync(string name) =>
        (await _s3.GetObjectMetadataAsync(_bucket, name, Token)).LastModified!.Value;
}
