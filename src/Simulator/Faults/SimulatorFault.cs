namespace Pipeline.Simulator;

/// <summary>One thing that goes wrong. What a filter leaves unset matches everything.</summary>
public sealed record SimulatorFault
{
    /// <summary>What goes wrong.</summary>
    public required SimulatorFaultKind Kind { get; init; }

    /// <summary>AWS service as signed, such as <c>cloudcontrolapi</c>.</summary>
    public string? Service { get; init; }

    /// <summary>AWS operation, such as <c>ListResources</c>; for Port, a part of the path.</summary>
    public string? Operation { get; init; }

    /// <summary>Account id, of the resources or of the role.</summary>
    public string? Account { get; init; }

    /// <summary>Region the call is made in.</summary>
    public string? Region { get; init; }

    /// <summary>Kind of resource, such as <c>AWS::S3::Bucket</c>.</summary>
    public string? ResourceKind { get; init; }

    /// <summary>Name of the role, for <see cref="SimulatorFaultKind.DenyRole"/>.</summary>
    public string? Role { get; init; }

    /// <summary>Page that fails, from 1. Unset: all pages.</summary>
    public int? Page { get; init; }

    /// <summary>Blueprint of the entities, for <see cref="SimulatorFaultKind.PortReject"/>.</summary>
    public string? Blueprint { get; init; }

    /// <summary>
    /// Identifier of the entity or, for <see cref="SimulatorFaultKind.Vanish"/>, of the resource. For
    /// <see cref="SimulatorFaultKind.PortStatus"/> and <see cref="SimulatorFaultKind.PortHang"/>: requests with it in their body.
    /// </summary>
    public string? Identifier { get; init; }

    /// <summary>Share of the matching calls or entities that are hit, 0 to 1. Which ones is a function of the seed.</summary>
    public double Fraction { get; init; } = 1;

    /// <summary>How often it happens before it is over. Unset: always.</summary>
    public int? Times { get; init; }

    /// <summary>How long it lasts, from when it was set. Unset: for good.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Least delay, for latency faults.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Random part of the delay, added to <see cref="Delay"/>.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>HTTP status, for <see cref="SimulatorFaultKind.PortStatus"/> and <see cref="SimulatorFaultKind.PortReject"/>.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Value of Retry-After on Port's answer. Unset: no such header.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>True when waiting or asking again cannot get past it.</summary>
    public bool IsPermanent => Times is null && Duration is null && Fraction >= 1;

    /// <summary>The fault in a few words, as the catalog page and reports show it.</summary>
    public override string ToString()
    {
        var where = string.Join(" × ", new[] { Account, Region, ResourceKind, Role, Service, Operation, Blueprint, Identifier }
            .Where(part => part is not null));
        var much = Fraction < 1 ? FormattableString.Invariant($" ({Fraction:P0})") : string.Empty;
        var page = Page is null ? string.Empty : FormattableString.Invariant($" page {Page}");
        return $"{Kind}{page}{(where.Length == 0 ? string.Empty : " " + where)}{much}";
    }
}
