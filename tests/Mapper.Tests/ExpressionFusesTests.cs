using Pipeline.Contracts;
using Pipeline.Mapper.Budgets;
using Pipeline.Mapper.Compilation;

namespace Pipeline.Mapper.Tests;

public sealed class ExpressionFusesTests
{
    private const string LoopsUnlessGood = "def f: f; if .Good then .Id else f end";
    private const string Bad = """{"Id": "bad"}""";
    private const string Good = """{"Id": "good", "Good": true}""";

    // One mapping for all pages of a test: its expressions are what the fuses know.
    private readonly CompiledMapping _mapping = Sample.Mapping($""" "title": "{LoopsUnlessGood}" """);

    [Fact]
    public void Evaluate_ManyTimesOverBudgetInARow_GivesUp()
    {
        List<ExpressionPlace> blown = [];
        var sut = new ExpressionFuses(blown.Add);

        var page = Map(sut, [.. Enumerable.Repeat(Bad, ExpressionFuses.Strikes), Good, Bad]);

        Assert.Empty(page.Entities);
        var finding = Assert.Single(page.Findings);
        Assert.Equal(("title", FindingKind.OverBudget, ExpressionFuses.Strikes + 2), (finding.Field, finding.Kind, finding.Count));
        Assert.Equal("title", Assert.Single(blown).Field);
        Assert.Contains("given up", Assert.Single(Map(sut, [Good]).Findings).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_OftenOverBudgetButNotInARow_IsTriedEveryTime()
    {
        var sut = new ExpressionFuses();
        string[] resources = [.. Enumerable.Repeat(Bad, ExpressionFuses.Strikes - 1), Good];

        Map(sut, resources);
        var page = Map(sut, resources);

        Assert.Equal("good", Assert.Single(page.Entities).Identifier);
    }

    [Fact]
    public void Evaluate_OneExpressionGivenUp_LeavesTheOthersAlone()
    {
        var sut = new ExpressionFuses();
        var mapping = Sample.Compile([Block("'loops'", LoopsUnlessGood), Block("'works'", ".Id")]);

        var page = Map(mapping, sut, Enumerable.Repeat(Bad, ExpressionFuses.Strikes + 5));

        Assert.Equal(ExpressionFuses.Strikes + 5, page.Entities.Count(entity => entity.Blueprint == "works"));
    }

    private static string Block(string blueprint, string title) =>
        Sample.Block($$"""{"identifier": ".Id", "blueprint": "{{blueprint}}", "title": "{{title}}"}""");

    private EntitiesMapped Map(ExpressionFuses sut, IEnumerable<string> resources) => Map(_mapping, sut, resources);

    private static EntitiesMapped Map(CompiledMapping mapping, ExpressionFuses sut, IEnumerable<string> resources) =>
        Assert.Single(ResourceMapper.Parts(mapping, Sample.Page(mapping, resources), sut, TestContext.Current.CancellationToken)).Message;
}
