namespace Pipeline.Jq.Builtins;

/// <summary>Times as seconds since 1970 and as "broken down" arrays.</summary>
internal static class DateBuiltins
{
    public static Builtin[] All { get; } = [];
}
