namespace Pipeline.Contracts;

/// <summary>Why a scope could not be listed to its end.</summary>
public enum FailureClass
{
    /// <summary>AWS refused the caller the right to list or read.</summary>
    AccessDenied,

    /// <summary>The kind does not exist in this region or cannot be listed.</summary>
    KindUnsupported,

    /// <summary>The region is not enabled for the account.</summary>
    RegionDisabled,

    /// <summary>The account's role could not be assumed, or its credentials were refused.</summary>
    Credentials,

    /// <summary>The kind cannot be listed without naming a parent resource.</summary>
    InvalidRequest,

    /// <summary>AWS kept throttling, failing or not answering until the scope's deadline.</summary>
    Unavailable,

    /// <summary>A fault of this system: a message that could not be processed.</summary>
    Internal,

    /// <summary>Anything else AWS answered.</summary>
    Unexpected,
}
