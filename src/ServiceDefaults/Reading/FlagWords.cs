namespace Pipeline.ServiceDefaults.Reading;

/// <summary>The words that Ocean's settings library (pydantic 1) takes for true and false, in any case.</summary>
internal static class FlagWords
{
    public static bool TryRead(string text, out bool flag)
    {
        flag = text.ToUpperInvariant() is "TRUE" or "T" or "YES" or "Y" or "ON" or "1";
        return flag || text.ToUpperInvariant() is "FALSE" or "F" or "NO" or "N" or "OFF" or "0";
    }
}
