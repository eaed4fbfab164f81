namespace Pipeline.Simulator.Tests.Port;

public sealed class RelationTests
{
    [Fact]
    public async Task Relation_ToAnEntityThatIsNotThere_IsRejectedUnlessItIsToBeMade()
    {
        var (world, port) = await Samples.StartAsync();
        await using var _ = world;
        using var __ = port;

        var refused = await port.UpsertAsync("service", "", """{"identifier":"s","relations":{"team":"t"}}""");
        var made = await port.UpsertAsync("service", "create_missing_related_entities=true", """{"identifier":"s","relations":{"team":"t"}}""");

        var error = Assert.Single(refused.Errors.EnumerateArray());
        Assert.Equal((404, "not_found"), (error.GetProperty("statusCode").GetInt32(), error.GetProperty("error").GetString()));
        Assert.Equal(200, made.Status);
        Assert.Equal("t", (await port.GetAsync("/v1/blueprints/team/entities/t")).Entity.GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("""{"team":["t"]}""")]
    [InlineData("""{"uses":"s"}""")]
    [InlineData("""{"nope":"t"}""")]
    public async Task Relation_OfTheWrongShape_IsRejected(string relations)
    {
        var (world, port) = await Samples.StartAsync();
        await using var _ = world;
        using var __ = port;

        var answer = await port.UpsertAsync("service", "create_missing_related_entities=true", $$"""{"identifier":"x","relations":{{relations}}}""");

        Assert.Equal(422, Assert.Single(answer.Errors.EnumerateArray()).GetProperty("statusCode").GetInt32());
    }

    [Fact]
    public async Task Relation_FoundBySearch_IsResolvedAtTheTimeOfWriting()
    {
        var (world, port) = await Samples.StartAsync();
        await using var _ = world;
        using var __ = port;
        await port.UpsertAsync("team", "", """{"identifier":"t1","properties":{"lead":"ann"}}""", """{"identifier":"t2","properties":{"lead":"bob"}}""", """{"identifier":"t3","properties":{"lead":"bob"}}""");
        static string By(string lead) => $$$"""{"identifier":"s-{{{lead}}}","relations":{"team":{"combinator":"and","rules":[{"property":"lead","operator":"=","value":"{{{lead}}}"}]} } }""";

        var one = await port.UpsertAsync("service", "", By("ann"));
        var none = await port.UpsertAsync("service", "", By("eve"));
        var two = await port.UpsertAsync("service", "", By("bob"));

        Assert.Equal([200, 200, 207], new[] { one.Status, none.Status, two.Status });
        Assert.Equal("t1", (await port.GetAsync("/v1/blueprints/service/entities/s-ann")).Entity.GetProperty("relations").GetProperty("team").GetString());
        Assert.Null((await port.GetAsync("/v1/blueprints/service/entities/s-eve")).Entity.GetProperty("relations").GetProperty("team").GetString());
    }

    [Fact]
    public async Task Identifier_FoundBySearch_WritesTheOneAndIsOtherwiseUnknown()
    {
        var (world, port) = await Samples.StartAsync();
        await using var _ = world;
        using var __ = port;
        await port.UpsertAsync("team", "", """{"identifier":"t1","properties":{"lead":"ann"}}""");
        static string By(string lead) => $$"""{"identifier":{"combinator":"and","rules":[{"property":"lead","operator":"=","value":"{{lead}}"}]},"title":"found"}""";

        var one = await port.UpsertAsync("team", "merge=true", By("ann"));
        var none = await port.UpsertAsync("team", "merge=true", By("eve"));

        Assert.Equal(["t1"], one.Identifiers);
        Assert.Equal("found", (await port.GetAsync("/v1/blueprints/team/entities/t1")).Entity.GetProperty("title").GetString());
        Assert.Equal("unknown", Assert.Single(none.Errors.EnumerateArray()).GetProperty("identifier").GetString());
    }

    [Fact]
    public async Task Delete_OfAnEntityOthersRelateTo_NeedsDependentsToGoToo()
    {
        var (world, port) = await Samples.StartAsync();
        await using var _ = world;
        using var __ = port;
        await port.UpsertAsync("service", "create_missing_related_entities=true", """{"identifier":"a","relations":{"team":"t"}}""", """{"identifier":"b","relations":{"uses":["a"]}}""");
        await port.UpsertAsync("team", "", """{"identifier":"free"}""");

        var refused = await port.PostAsync("/v1/blueprints/team/bulk/entities/delete?delete_dependents=false", """{"entities":["free","t"]}""");
        var untouched = await port.GetAsync("/v1/blueprints/team/entities/free");
        var done = await port.PostAsync("/v1/blueprints/team/bulk/entities/delete?delete_dependents=true", """{"entities":["t","gone"]}""");

        Assert.Equal((422, 200), (refused.Status, untouched.Status));
        Assert.Equal(["a", "b", "t"], done.Body.GetProperty("deletedEntities").EnumerateArray().Select(id => id.GetString()!).Order());
        Assert.Equal(1, world.Statistics.Entities);
    }

    [Fact]
    public async Task Delete_OfOneEntity_Is404TheSecondTime()
    {
        var (world, port) = await Samples.StartAsync();
        await using var _ = world;
        using var __ = port;
        await port.UpsertAsync("team", "", """{"identifier":"t"}""");

        Assert.Equal(200, (await port.DeleteAsync("/v1/blueprints/team/entities/t?delete_dependents=false")).Status);
        Assert.Equal(404, (await port.DeleteAsync("/v1/blueprints/team/entities/t?delete_dependents=false")).Status);
    }
}
