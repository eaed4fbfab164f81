namespace Pipeline.ServiceDefaults.Connection;

/// <summary>How Port's API is reached.</summary>
public sealed record PortSettings
{
    /// <summary>The client id of Port's credentials; null in a process that does not call Port and was given none.</summary>
    public required Secret? ClientId { get; init; }

    /// <summary>The client secret of Port's credentials; null as <see cref="ClientId"/> is.</summary>
    public required Secret? ClientSecret { get; init; }

    /// <summary>Port's address without <c>/v1</c> and without a slash at the end of its path. Plain HTTP only to loopback, unless allowed.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>Whether plain HTTP may go to another machine: a stand-in in a private network.</summary>
    public bool AllowPlainHttp { get; init; }

    /// <summary>How long writing goes on trying while Port cannot be reached or refuses to serve.</summary>
    public required TimeSpan Patience { get; init; }
}
