namespace Pipeline.Aws.Credentials;

/// <summary>
/// Keys of an assumed role. One call renews them for all who wait, five minutes before they run out or when four
/// fifths of their life are over, whichever is first; if it fails, the old keys serve until they run out.
/// </summary>
internal sealed class RoleKeys(AwsClient client, AwsCredentialSource source, AssumedRole role) : AwsCredentialSource
{
    private static readonly TimeSpan RenewalMargin = TimeSpan.FromMinutes(5);

    private readonly RoleAssumption _assumption = new(client, source, role);
    private readonly Lock _gate = new();
    private RoleSession? _current;
    private Task<RoleSession>? _renewal;

    public override async ValueTask<AwsKeys> ResolveAsync(CancellationToken cancellationToken)
    {
        Task<RoleSession> renewal;
        lock (_gate)
        {
            if (_current is not null && client.TimeProvider.GetUtcNow() < _current.RenewAt)
            {
                return _current.Keys;
            }

            // Nobody's cancellation may end what others wait for; the attempt's deadline bounds it.
            renewal = _renewal ??= Task.Run(RenewAsync, CancellationToken.None);
        }

        return (await renewal.WaitAsync(cancellationToken)).Keys;
    }

    public override bool Invalidate(AwsKeys refused)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_current?.Keys, refused))
            {
                _current = null;
            }
        }

        return true;
    }

    private async Task<RoleSession> RenewAsync()
    {
        RoleSession? renewed = null;
        try
        {
            renewed = await AssumeAsync();
            return renewed;
        }
        finally
        {
            lock (_gate)
            {
                _current = renewed ?? _current;
                _renewal = null;
            }
        }
    }

    private async Task<RoleSession> AssumeAsync()
    {
        var now = client.TimeProvider.GetUtcNow();
        try
        {
            var (keys, expiry) = await _assumption.AssumeAsync(CancellationToken.None);
            var byMargin = expiry - RenewalMargin;
            var byShare = now + ((expiry - now) * 0.8);
            return new RoleSession(keys, byMargin < byShare ? byMargin : byShare, expiry);
        }
        catch (AwsException) when (Volatile.Read(ref _current) is { } current && now < current.Expiry)
        {
            return current;
        }
    }

    private sealed record RoleSession(AwsKeys Keys, DateTimeOffset RenewAt, DateTimeOffset Expiry);
}
