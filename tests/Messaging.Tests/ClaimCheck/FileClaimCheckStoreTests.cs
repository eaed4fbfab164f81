using Microsoft.Extensions.Time.Testing;
using Pipeline.Messaging.ClaimCheck;

namespace Pipeline.Messaging.Tests.ClaimCheck;

public sealed class FileClaimCheckStoreTests : ClaimCheckStoreContract, IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("claim-checks");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly FileClaimCheckStore _sut;

    public FileClaimCheckStoreTests() => _sut = new FileClaimCheckStore(Path.Combine(_root.FullName, "store"), _time);

    protected override IClaimCheckStore Sut => _sut;

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public async Task Sweep_DropsMessagesThatWereNotSentSinceAndKeepsMappings()
    {
        await Sut.PutAsync(Name("old"), "old"u8.ToArray(), Token);
        await Sut.PutAsync(Name("sent again"), "sent again"u8.ToArray(), Token);
        await Sut.PutAsync("mappings/1.json", "{}"u8.ToArray(), Token);
        _time.Advance(ClaimCheckNames.Retention);
        await Sut.PutAsync(Name("sent again"), "sent again"u8.ToArray(), Token);
        _time.Advance(TimeSpan.FromSeconds(1));

        _sut.Sweep();

        Assert.Null(await Sut.FindAsync(Name("old"), Token));
        Assert.NotNull(await Sut.FindAsync(Name("sent again"), Token));
        Assert.NotNull(await Sut.FindAsync("mappings/1.json", Token));
    }

    [Fact]
    public async Task Put_Unix_OnlyTheOwnerMayRead()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        await Sut.PutAsync(Name("secret"), "secret"u8.ToArray(), Token);

        var file = Assert.Single(_root.GetFiles("*", SearchOption.AllDirectories));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, file.Directory!.UnixFileMode);
    }

    [Theory]
    [InlineData("messages/../../outside")]
    [InlineData("/etc/passwd")]
    public async Task Find_NameLeadsOutOfTheStore_Throws(string name)
    {
        await Assert.ThrowsAsync<ArgumentException>(async () => await Sut.FindAsync(name, Token));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Sut.PutAsync(name, "x"u8.ToArray(), Token));
    }
}
