namespace Pipeline.Port;

/// <summary>
/// Checks where an ingest service is said to be. The address comes in an answer and the token goes to it, so it has to be
/// Port's own.
/// </summary>
internal static class IngestAddress
{
    private static readonly string[] s_portsDomains = [".getport.io", ".port.io"];

    /// <exception cref="PortException">It is no address, or not one of Port's.</exception>
    public static Uri Read(string text, Uri baseUrl)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address.UserInfo.Length == 0
            && (IsBeside(address, baseUrl) || IsPorts(address)))
        {
            return address;
        }

        throw new PortException(
            PortErrorKind.Forbidden, "Port named an address for reports that is neither its own nor beside OCEAN__PORT__BASE_URL: nothing is sent there");
    }

    private static bool IsBeside(Uri address, Uri baseUrl) =>
        address.Scheme == baseUrl.Scheme && address.Authority == baseUrl.Authority;

    private static bool IsPorts(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps
        && address.IsDefaultPort
        && s_portsDomains.Any(domain => address.Host.EndsWith(domain, StringComparison.OrdinalIgnoreCase));
}
