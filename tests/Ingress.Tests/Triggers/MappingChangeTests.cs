using System.Text.Json;
using Pipeline.Contracts.Mapping;
using Pipeline.Ingress.Triggers;

namespace Pipeline.Ingress.Tests.Triggers;

public sealed class MappingChangeTests
{
    private static readonly string[] Before = [Block("A::B::C", "true"), Block("D::E::F", "true")];

    [Fact]
    public void Between_NothingChanged_ListsNothing() => Assert.Null(Between(Mapping(Before), Mapping(Before)));

    [Fact]
    public void Between_BlocksOfOtherKindsMoved_ListsNothing() => Assert.Null(Between(Mapping(Before), Mapping([Before[1], Before[0]])));

    [Fact]
    public void Between_OneSelectorChanged_ListsItsKindOnly() =>
        Assert.Equal(["D::E::F"], Between(Mapping(Before), Mapping([Before[0], Block("D::E::F", "false")]))!.Kinds);

    [Fact]
    public void Between_KindAddedAndAnotherRemoved_ListsTheAddedOne() =>
        Assert.Equal(["G::H::I"], Between(Mapping(Before), Mapping([Before[0], Block("G::H::I", "true")]))!.Kinds);

    [Fact]
    public void Between_KindRemoved_ListsNothing() => Assert.Null(Between(Mapping(Before), Mapping([Before[0]])));

    [Fact]
    public void Between_WriteOptionsChanged_ListsEverything() =>
        Assert.True(Between(Mapping(Before), Mapping(Before, ",\"enableMergeEntity\":false"))!.IsEverything);

    private static Contracts.RunFilter? Between(string before, string after) => MappingChange.Between(Read(before), Read(after));

    private static MappingDocument Read(string text) => MappingReader.Read(JsonElement.Parse(text));

    private static string Mapping(string[] blocks, string options = "") => $$"""{"resources":[{{string.Join(',', blocks)}}]{{options}}}""";

    private static string Block(string kind, string query) =>
        $$$"""{"kind":"{{{kind}}}","selector":{"query":"{{{query}}}"},"port":{"entity":{"mappings":{"identifier":".Identifier","blueprint":"'x'"} } } }""";
}
