namespace Pipeline.Aws;

/// <summary>What a failed call means for what the caller does next.</summary>
public enum AwsErrorClass
{
    /// <summary>An answer that fits no other class.</summary>
    Unexpected,

    /// <summary>The credentials are good and may not do this.</summary>
    AccessDenied,

    /// <summary>Too many calls: the same call will succeed later.</summary>
    Throttled,

    /// <summary>A fault of AWS or of the way there: a 5xx, a timeout, a cut answer. The same call may succeed.</summary>
    Transient,

    /// <summary>The kind or the operation does not exist here.</summary>
    KindUnsupported,

    /// <summary>
    /// The region does not accept these credentials. A wrong key gets the same answer, so it means a disabled region
    /// only where another region took the same credentials.
    /// </summary>
    RegionDisabled,

    /// <summary>The credentials are wrong: unknown, or their secret does not fit.</summary>
    BadCredentials,

    /// <summary>The credentials were good and have run out.</summary>
    ExpiredCredentials,

    /// <summary>What was asked for does not exist, or no longer does.</summary>
    NotFound,

    /// <summary>AWS does not take these parameters, or the client knows that it would not.</summary>
    InvalidRequest,

    /// <summary>No connection: the name does not resolve or nothing listens. A service may lack an endpoint in a region.</summary>
    Unreachable,
}
