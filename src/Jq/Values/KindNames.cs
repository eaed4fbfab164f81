namespace Pipeline.Jq.Values;

internal static class KindNames
{
    private static readonly string[] Names = ["null", "boolean", "number", "string", "array", "object"];

    /// <summary>jq's name of the kind, as <c>type</c> gives it.</summary>
    public static string Name(this JqKind kind) => Names[(int)kind];
}
