namespace Pipeline.Port;

/// <summary>Port does not accept the credentials. Final: repeating does not help, the configuration must change.</summary>
public sealed class PortAuthenticationException : PortException
{
    internal PortAuthenticationException(string message)
        : base(PortErrorKind.Unauthorized, message)
    {
    }
}
