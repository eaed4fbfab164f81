namespace Pipeline.Jq.Builtins;

/// <summary>Texts as C reads them, in which jq puts its messages together: they end at a zero.</summary>
internal static class CString
{
    public static string Of(JqValue text) => text.Text.Split('\0')[0];
}
