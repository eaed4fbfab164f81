using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Pipeline.Aws;
using Pipeline.Enumerator.Calls;

namespace Pipeline.Enumerator.Accounts;

/// <summary>
/// Who the installation is, which accounts it reads, and with what credentials. Credentials are made once per
/// account and live as long as the process; the list of accounts is read again by every run.
/// </summary>
internal sealed class AccountDirectory(
    EnumeratorOptions options,
    AwsClient client,
    AwsCaller caller,
    Organization organization,
    TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, AwsCredentialSource> _credentials = new(StringComparer.Ordinal);
    private readonly AccountChoice _choice = new(options);
    private readonly SemaphoreSlim _identifying = new(1, 1);
    private HomeAccount? _home;

    /// <summary>The region for what belongs to no region.</summary>
    public string HomeRegion(string partition) => options.HomeRegion ?? Partitions.FirstRegion(partition);

    /// <summary>The home account; asked for once.</summary>
    /// <exception cref="AccountsUnreadableException">It could not be identified.</exception>
    public async Task<HomeAccount> HomeAsync(CancellationToken cancellationToken)
    {
        await _identifying.WaitAsync(cancellationToken);
        try
        {
            return _home ??= await HomeAccount.IdentifyAsync(
                caller, BaseCredentials(), HomeRegion(BasePartition()), Deadline(), cancellationToken);
        }
        finally
        {
            _identifying.Release();
        }
    }

    /// <summary>What to sign calls into an account with.</summary>
    public async Task<AwsCredentialSource> CredentialsAsync(string accountId, CancellationToken cancellationToken)
    {
        var home = await HomeAsync(cancellationToken);
        return accountId == home.Id && _choice.ListsHome
            ? home.Credentials
            : _credentials.GetOrAdd(accountId, id => Assume(home, _choice.RoleIn(home, id), "OceanMemberAssumeRoleSession"));
    }

    /// <inheritdoc cref="AccountChoice.GivenAccounts"/>
    public IReadOnlyList<string> GivenAccounts(HomeAccount home) => _choice.GivenAccounts(home);

    /// <inheritdoc cref="AccountChoice.FallbackAccounts"/>
    public IReadOnlyList<string> FallbackAccounts(HomeAccount home) => _choice.FallbackAccounts(home);

    /// <summary>The accounts as Organizations lists them, page by page.</summary>
    /// <exception cref="OrganizationUnreadableException">There is no organisation, or it may not be read.</exception>
    /// <exception cref="AwsException">AWS refused for another reason, or broke off.</exception>
    public async IAsyncEnumerable<IReadOnlyList<JsonElement>> ListAccountsAsync(
        CallDeadline deadline,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_choice.IsExplicit)
        {
            yield break;
        }

        var home = await HomeAsync(cancellationToken);
        var reader = await OrganizationReaderAsync(home, deadline, cancellationToken);
        await foreach (var page in organization.ListAccountsAsync(reader, HomeRegion(home.Partition), deadline, cancellationToken))
        {
            yield return page;
        }
    }

    /// <summary>A deadline for work that reads accounts.</summary>
    public CallDeadline Deadline() => new(time, options.DiscoveryDeadline, options.UnreachableDeadline);

    /// <inheritdoc/>
    public void Dispose() => _identifying.Dispose();

    // The role that reads the organisation may itself be denied: the home account is often allowed to list directly.
    private async Task<OrganizationReader> OrganizationReaderAsync(
        HomeAccount home, CallDeadline deadline, CancellationToken cancellationToken)
    {
        if (options.OrganizationRoleArn is not { } role)
        {
            return new OrganizationReader(home, home.Credentials);
        }

        var reader = _credentials.GetOrAdd(role, arn => Assume(home, arn, "OceanOrgAssumeRoleSession"));
        try
        {
            await caller.ResolveAsync(home.Id, HomeRegion(home.Partition), reader, deadline, cancellationToken);
            return new OrganizationReader(home, reader);
        }
        catch (AwsException exception) when (exception.Class == AwsErrorClass.AccessDenied)
        {
            return new OrganizationReader(home, home.Credentials) { RoleRefusal = OrganizationReader.Explain(exception, role) };
        }
        catch (AwsException exception)
        {
            throw OrganizationReader.Explain(exception, role);
        }
    }

    private AwsCredentialSource BaseCredentials() => options.AccessKeyId is { } key
        ? AwsCredentialSource.FromKeys(key, options.SecretAccessKey!, options.SessionToken)
        : AwsCredentialSource.DefaultChain();

    private AwsCredentialSource Assume(HomeAccount home, string roleArn, string session) => AwsCredentialSource.AssumeRole(
        client, home.Credentials, new AssumedRole
        {
            RoleArn = roleArn,
            SessionName = session,
            ExternalId = options.ExternalId,
            Region = HomeRegion(home.Partition),
        });

    private string BasePartition() =>
        options.OrganizationRoleArn is { } arn ? Partitions.Of(arn)
        : options.AccountRoleArns is [var first, ..] ? Partitions.Of(first)
        : "aws";
}
