using System.Text.Json;

namespace Pipeline.Port;

/// <summary>
/// Holds the access token: fetched once for all callers, renewed ahead of its end, and thrown away when Port rejects it.
/// </summary>
internal sealed class TokenSource(PortOptions options, PortWire wire, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan s_longestLead = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private PortToken? _current;

    /// <exception cref="PortAuthenticationException">Port does not accept the credentials.</exception>
    public async ValueTask<PortToken> GetAsync(CancellationToken cancellationToken)
    {
        var token = Volatile.Read(ref _current);
        var now = time.GetUtcNow();
        if (token is not null && !token.IsDue(now))
        {
            return token;
        }

        if (token is null || token.IsExpired(now))
        {
            await _gate.WaitAsync(cancellationToken);
        }
        else if (!await _gate.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            // Someone renews it already, and it is still good.
            return token;
        }

        try
        {
            return await RenewAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Port answered 401 to this token. Only the first to say so has an effect, so that a burst fetches one new token.</summary>
    public void Reject(PortToken token) => Interlocked.CompareExchange(ref _current, null, token);

    public void Dispose() => _gate.Dispose();

    private async Task<PortToken> RenewAsync(CancellationToken cancellationToken)
    {
        var held = Volatile.Read(ref _current);
        var now = time.GetUtcNow();
        if (held is not null && !held.IsDue(now))
        {
            return held;
        }

        try
        {
            var token = await FetchAsync(held, cancellationToken);
            Volatile.Write(ref _current, token);
            return token;
        }
        catch (PortException exception) when (exception.Kind == PortErrorKind.Transient && held?.IsExpired(now) == false)
        {
            return held;
        }
    }

    private async Task<PortToken> FetchAsync(PortToken? held, CancellationToken cancellationToken)
    {
        var request = new PortRequest(HttpMethod.Post, "/v1/auth/access_token")
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(
                new TokenRequest(options.ClientId, options.ClientSecret), PortJson.Default.TokenRequest),
        };
        var answer = await wire.ExchangeAsync(request, token: null, cancellationToken);
        if (!answer.IsSuccess)
        {
            throw Refusal(request, answer);
        }

        var grant = PortJson.Read(request, answer, PortJson.Default.TokenAnswer);
        if (string.IsNullOrEmpty(grant.AccessToken))
        {
            throw PortErrors.Unreadable(request, answer, exception: null);
        }

        return Accept(grant, held);
    }

    private PortToken Accept(TokenAnswer grant, PortToken? held)
    {
        var type = string.IsNullOrEmpty(grant.TokenType) ? "Bearer" : grant.TokenType;
        var authorization = $"{type} {grant.AccessToken}";
        var life = TimeSpan.FromSeconds(Math.Clamp(grant.ExpiresIn, 1, TimeSpan.FromDays(30).TotalSeconds));
        var tenth = life / 10;

        // Port gives out the same token while it is active: asking for it again before it ends would bring nothing new.
        var lead = authorization == held?.Authorization ? TimeSpan.Zero : tenth < s_longestLead ? tenth : s_longestLead;
        var now = time.GetUtcNow();
        return new PortToken(authorization, now + life - lead, now + life);
    }

    private PortException Refusal(PortRequest request, PortAnswer answer)
    {
        var fault = PortErrors.FromAnswer(request, answer);
        if (fault.Kind is PortErrorKind.Transient or PortErrorKind.RouteMissing or PortErrorKind.Unexpected)
        {
            return fault;
        }

        // Port may quote what it was sent.
        var said = answer.Error.Message?.Replace(options.ClientSecret, "***", StringComparison.Ordinal);
        return new PortAuthenticationException(
            $"Port did not accept the credentials ({answer.Status}{(said is null ? "" : ": " + said)}). Check OCEAN__PORT__CLIENT_ID and "
            + $"OCEAN__PORT__CLIENT_SECRET, and that OCEAN__PORT__BASE_URL ({options.BaseUrl}) is the region they belong to.")
        {
            StatusCode = answer.Status,
            ErrorCode = answer.Error.Code,
            TraceId = answer.TraceId,
            Method = request.Method.Method,
            Path = request.Path,
        };
    }
}
