namespace Pipeline.Enumerator.Tests;

/// <summary>Mappings as Port holds them, reduced to what listing reads.</summary>
internal static class Mappings
{
    public static string Of(params string[] blocks) => $$"""{"resources":[{{string.Join(',', blocks)}}]}""";

    /// <summary>A mapping of kinds with plain selectors.</summary>
    public static string OfKinds(params string[] kinds) => Of([.. kinds.Select(kind => Block(kind))]);

    /// <param name="kind">The kind.</param>
    /// <param name="selector">More members of the selector, each with a comma before it.</param>
    public static string Block(string kind, string selector = "") =>
        $$$"""
        {"kind":"{{{kind}}}","selector":{"query":"true"{{{selector}}} },
         "port":{"entity":{"mappings":{"identifier":".Identifier","blueprint":"'x'"} } } }
        """;
}
