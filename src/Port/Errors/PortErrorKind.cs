namespace Pipeline.Port;

/// <summary>What a failed call means for the caller.</summary>
public enum PortErrorKind
{
    /// <summary>Port is away, slow or refusing for now: the same call may succeed later.</summary>
    Transient,

    /// <summary>Credentials or token are not accepted.</summary>
    Unauthorized,

    /// <summary>The credentials are valid, but not for this call or not from this address.</summary>
    Forbidden,

    /// <summary>The thing named in the path does not exist at Port.</summary>
    NotFound,

    /// <summary>The route itself does not exist there: another API, or an older one. Never to be read as "Port holds nothing".</summary>
    RouteMissing,

    /// <summary>It exists already, or something relies on it.</summary>
    Conflict,

    /// <summary>Port does not accept the content.</summary>
    Invalid,

    /// <summary>The body is larger than Port takes.</summary>
    TooLarge,

    /// <summary>An answer that Port's API does not describe.</summary>
    Unexpected,
}
