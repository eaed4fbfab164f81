using System.Text.Json;
using Pipeline.Contracts.Mapping;
using Pipeline.Messaging.ClaimCheck;

namespace Pipeline.Messaging.Tests;

public sealed class MappingVersionsTests
{
    private readonly InMemoryClaimCheckStore _store = new(TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_VersionAddedByAnotherProcess_ReadsItFromTheStore()
    {
        var version = await new MappingVersions(_store).AddAsync(Mapping("AWS::S3::Bucket"), Token);

        var mapping = await new MappingVersions(_store).GetAsync(version, Token);

        Assert.Equal("AWS::S3::Bucket", Assert.Single(mapping.Blocks).Kind);
    }

    [Fact]
    public async Task Get_NumberedVersion_IsTheMappingWithTheHash()
    {
        var hash = await new MappingVersions(_store).AddAsync(Mapping("AWS::S3::Bucket"), Token);

        Assert.NotNull(await new MappingVersions(_store).FindAsync($"7-{hash}", Token));
        Assert.Null(await new MappingVersions(_store).FindAsync("7-f00d", Token));
    }

    [Fact]
    public async Task Get_Twice_ReadsTheMappingOnce()
    {
        var sut = new MappingVersions(_store);
        var version = await sut.AddAsync(Mapping("AWS::S3::Bucket"), Token);

        Assert.Same(await sut.GetAsync(version, Token), await sut.GetAsync(version, Token));
    }

    [Fact]
    public async Task Add_SameAndChangedMapping_NamesSameAndNewVersion()
    {
        var sut = new MappingVersions(_store);
        var version = await sut.AddAsync(Mapping("AWS::S3::Bucket"), Token);

        Assert.Equal(version, await sut.AddAsync(Mapping("AWS::S3::Bucket"), Token));
        Assert.NotEqual(version, await sut.AddAsync(Mapping("AWS::SQS::Queue"), Token));
        Assert.Equal("AWS::S3::Bucket", (await sut.GetAsync(version, Token)).Blocks[0].Kind);
    }

    [Fact]
    public async Task Add_MappingThatCannotBeUsed_NamesEveryFaultAndStoresNothing()
    {
        var exception = await Assert.ThrowsAsync<MappingException>(async () =>
            await new MappingVersions(_store).AddAsync(JsonElement.Parse("""{"resources":[{"kind":7}]}"""), Token));

        Assert.True(exception.Errors.Count > 1);
    }

    [Fact]
    public async Task Get_UnknownVersion_SaysWhichAndWhere()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(async () => await new MappingVersions(_store).GetAsync("f00d", Token));

        Assert.Contains("f00d", exception.Message, StringComparison.Ordinal);
        Assert.Contains("claim-check store", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_CallersBufferChangesLater_KeepsWhatWasStored()
    {
        var buffer = "first"u8.ToArray();
        await _store.PutAsync("name", buffer, Token);
        buffer[0] = (byte)'F';
        await _store.PutAsync("name", "second"u8.ToArray(), Token);

        Assert.Equal("first"u8.ToArray(), (await _store.FindAsync("name", Token))?.ToArray());
        Assert.Null(await _store.FindAsync("other", Token));
    }

    private static JsonElement Mapping(string kind) => JsonElement.Parse($$$"""
        {"resources":[{"kind":"{{{kind}}}","selector":{"query":"true"},
         "port":{"entity":{"mappings":{"identifier":".Id","blueprint":"'thing'"} } } } ]}
        """);
}
