using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Pipeline.Port.Tests;

public sealed class DeleteTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task DeleteAsync_ManyIdentifiers_Sends100InARequest()
    {
        var port = new StubPort(request => Deleted(Identifiers(request)), _time);
        using var sut = Sut.Create(port, _time);

        var result = await sut.DeleteAsync("a/b", Names(250), deleteDependents: true, CancellationToken.None);

        Assert.Equal(Names(250), result.Deleted);
        Assert.Equal([100, 100, 50], port.Calls.Select(call => Identifiers(call).Length));
        Assert.All(port.Calls, call => Assert.Equal("POST /v1/blueprints/a%2Fb/bulk/entities/delete?delete_dependents=true", call.ToString()));
        Assert.Equal("port-ocean/aws/1.2.3/my-aws/exporter", port.Calls[0].Headers["User-Agent"]);
    }

    [Fact]
    public async Task DeleteAsync_OneHasDependents_KeepsOnlyThatOne()
    {
        var port = new StubPort(
            request => Identifiers(request).Contains("e-7")
                ? StubAnswer.Error(422, "has_dependents", "entity has dependents")
                : Deleted(Identifiers(request)),
            _time);
        using var sut = Sut.Create(port, _time);

        var result = await sut.DeleteAsync("bucket", Names(30), deleteDependents: false, CancellationToken.None);

        Assert.Equal(new DeleteRejection("e-7", 422, "has_dependents", "entity has dependents"), Assert.Single(result.Rejected));
        Assert.Equal(Names(30).Where(name => name != "e-7"), result.Deleted.Order(Comparer<string>.Create((a, b) => Number(a) - Number(b))));
    }

    [Fact]
    public async Task DeleteAsync_SomeWereGoneAlready_SaysSo()
    {
        var port = new StubPort(request => Deleted(Identifiers(request).Where(name => name != "e-1")), _time);
        using var sut = Sut.Create(port, _time);

        var result = await sut.DeleteAsync("bucket", Names(3), deleteDependents: false, CancellationToken.None);

        Assert.Equal(["e-0", "e-2"], result.Deleted);
        Assert.Equal(["e-1"], result.Absent);
    }

    [Fact]
    public async Task DeleteAsync_WholeRequestNotFoundForOne_DeletesTheOthers()
    {
        var port = new StubPort(
            request => Identifiers(request).Contains("e-1")
                ? StubAnswer.Error(404, "not_found", "Entity e-1 not found")
                : Deleted(Identifiers(request)),
            _time);
        using var sut = Sut.Create(port, _time);

        var result = await sut.DeleteAsync("bucket", Names(4), deleteDependents: false, CancellationToken.None);

        Assert.Equal(["e-1"], result.Absent);
        Assert.Equal(3, result.Deleted.Count);
        Assert.Empty(result.Rejected);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(404, false)]
    public async Task DeleteEntityAsync_AnyIdentifier_IsEncodedAndGoneIsNoError(int status, bool expected)
    {
        var port = new StubPort(_ => StubAnswer.Error(status, "not_found", "x"), _time);
        using var sut = Sut.Create(port, _time);

        var isDeleted = await sut.DeleteEntityAsync("bucket", "arn:aws:s3:::a b/c+d%", deleteDependents: false, CancellationToken.None);

        Assert.Equal(expected, isDeleted);
        Assert.Equal(
            "DELETE /v1/blueprints/bucket/entities/arn%3Aaws%3As3%3A%3A%3Aa%20b%2Fc%2Bd%25?delete_dependents=false",
            Assert.Single(port.Calls).ToString());
    }

    private static StubAnswer Deleted(IEnumerable<string> names) =>
        new(200, JsonSerializer.Serialize(new { ok = true, deletedEntities = names }));

    private static string[] Identifiers(StubRequest request) => [.. request.Entities.Select(entity => entity.GetString()!)];

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(index => $"e-{index}")];

    private static int Number(string name) => int.Parse(name.AsSpan(2), provider: null);
}
