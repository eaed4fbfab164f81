namespace Pipeline.Port;

/// <summary>Builds paths: every segment from data is percent-encoded.</summary>
internal static class PortPath
{
    public static string Of(params ReadOnlySpan<string> segments)
    {
        var path = new System.Text.StringBuilder("/v1");
        foreach (var segment in segments)
        {
            // URL parsers take these as steps up or down the path, even percent-encoded.
            if (segment is "" or "." or "..")
            {
                throw new ArgumentException($"'{segment}' cannot be an identifier at Port.", nameof(segments));
            }

            path.Append('/').Append(Uri.EscapeDataString(segment));
        }

        return path.ToString();
    }

    public static string Flag(bool value) => value ? "true" : "false";
}
