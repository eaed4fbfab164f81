namespace Pipeline.Simulator;

/// <summary>What a <see cref="SimulatorFault"/> does.</summary>
public enum SimulatorFaultKind
{
    /// <summary>AWS refuses a share of the calls with the service's throttling error.</summary>
    Throttle,

    /// <summary>AssumeRole is denied (all roles, or the one in <see cref="SimulatorFault.Role"/>).</summary>
    DenyRole,

    /// <summary>The call is denied with AccessDeniedException.</summary>
    Deny,

    /// <summary>The region is still reported as enabled, but its services do not accept the credentials.</summary>
    DisableRegion,

    /// <summary>The account is suspended: listed as such, and its roles cannot be assumed.</summary>
    SuspendAccount,

    /// <summary>A page answers 500.</summary>
    FailPage,

    /// <summary>A page's body ends in the middle and the connection is closed.</summary>
    CutPage,

    /// <summary>The token that leads to a page is refused as no longer valid.</summary>
    ExpirePageToken,

    /// <summary>The scope lists no resources, without an error.</summary>
    EmptyScope,

    /// <summary>
    /// Resources are gone, as if deleted: neither listed nor read, and not expected at Port. Which ones is a function of
    /// the seed and the resource, so that a larger fraction takes the same ones and more.
    /// </summary>
    Vanish,

    /// <summary>
    /// Resources are the same, and what AWS keeps in no order is in another one: the keys of objects, and the tags.
    /// </summary>
    Reorder,

    /// <summary>The keys of the caller are refused as expired.</summary>
    ExpireCredentials,

    /// <summary>AWS answers later.</summary>
    Latency,

    /// <summary>Port answers with <see cref="SimulatorFault.StatusCode"/>.</summary>
    PortStatus,

    /// <summary>Port takes the request, does nothing with it, and does not answer until the caller gives up.</summary>
    PortHang,

    /// <summary>Port does what was asked, then closes the connection without an answer.</summary>
    PortClose,

    /// <summary>Port rejects entities one by one, as it does those that do not fit their blueprint.</summary>
    PortReject,

    /// <summary>Port answers later.</summary>
    PortLatency,

    /// <summary>Port answers 503 to everything.</summary>
    PortDown,
}
