using System.Collections.Concurrent;
using System.Collections.Frozen;
using Pipeline.Enumerator.Accounts;

namespace Pipeline.Enumerator.Fetching;

/// <summary>
/// The accounts of the installation and their regions, remembered: an event names one, and most name one that is known.
/// What was read stays in force until something newer was read, so there is never a moment without accounts.
/// </summary>
internal sealed class KnownAccounts(AccountDirectory directory, AccountDiscovery discovery, RegionReader regions, TimeProvider time) : IDisposable
{
    // Whoever can send events could otherwise have the organisation read as often as they like.
    private static readonly TimeSpan RereadPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RegionsLifetime = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly ConcurrentDictionary<string, RememberedReach> _reaches = new(StringComparer.Ordinal);
    private FrozenSet<string>? _ids;
    private long _readAt;

    /// <summary>What of an account can be read; null for an account that is none of the installation's, though the list was read again.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="region">A region it is expected to have; read again at most once a minute when it seems not to have it.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="AccountsUnreadableException">The accounts could not be read.</exception>
    public async Task<AccountReach?> FindAsync(string accountId, string region, CancellationToken cancellationToken)
    {
        if (!(await IdsAsync(accountId, cancellationToken)).Contains(accountId))
        {
            return null;
        }

        if (_reaches.TryGetValue(accountId, out var known) && IsFresh(known, region))
        {
            return known.Reach;
        }

        var home = await directory.HomeAsync(cancellationToken);
        var credentials = await directory.CredentialsAsync(accountId, cancellationToken);
        var reach = await regions.ReadAsync(
            accountId, credentials, directory.HomeRegion(home.Partition), directory.Deadline(), cancellationToken);
        if (reach.Failure is null)
        {
            _reaches[accountId] = new RememberedReach(reach, time.GetTimestamp());
        }

        return reach;
    }

    /// <summary>Every account of the installation.</summary>
    /// <exception cref="AccountsUnreadableException">The accounts could not be read.</exception>
    public async Task<IReadOnlyCollection<string>> AllAsync(CancellationToken cancellationToken) => await IdsAsync(null, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    private bool IsFresh(RememberedReach known, string region) =>
        time.GetElapsedTime(known.ReadAt) is var age
        && age < RegionsLifetime
        && (known.Reach.Regions.Contains(region) || region.Length == 0 || age < RereadPause);

    private async ValueTask<FrozenSet<string>> IdsAsync(string? wanted, CancellationToken cancellationToken)
    {
        if (_ids is { } known && IsEnough(known, wanted))
        {
            return known;
        }

        await _reading.WaitAsync(cancellationToken);
        try
        {
            // Another event may have had the list read while this one waited.
            if (_ids is not { } still || !IsEnough(still, wanted))
            {
                _readAt = time.GetTimestamp();
                _ids = (await discovery.AccountIdsAsync(cancellationToken)).ToFrozenSet(StringComparer.Ordinal);
            }

            return _ids;
        }
        finally
        {
            _reading.Release();
        }
    }

    private bool IsEnough(FrozenSet<string> known, string? wanted) =>
        wanted is null || known.Contains(wanted) || time.GetElapsedTime(_readAt) < RereadPause;

    private sealed record RememberedReach(AccountReach Reach, long ReadAt);
}
