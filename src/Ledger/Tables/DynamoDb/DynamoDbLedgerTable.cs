using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace Pipeline.Ledger.Tables.DynamoDb;

/// <summary>A table in DynamoDB, for any number of processes. Capacity is on demand.</summary>
public sealed class DynamoDbLedgerTable : ILedgerTable, IDisposable
{
    // A request takes milliseconds; one that takes longer than this is lost.
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);

    private readonly AmazonDynamoDBClient _client;
    private readonly TimeProvider _time;
    private readonly DynamoDbSetup _setup;
    private readonly DynamoDbReads _reads;
    private readonly DynamoDbWrites _writes;
    private readonly DynamoDbRemoval _removal;

    /// <summary>Makes a client of the table.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="credentials">Whose it is; null for the AWS SDK's default chain.</param>
    /// <param name="time">Tells what has expired, and paces retries.</param>
    /// <param name="jitter">A number from 0 to 1, another each time.</param>
    /// <param name="tell">Told why the table is waited for, and null when it answers again.</param>
    public DynamoDbLedgerTable(
        DynamoDbOptions options, AWSCredentials? credentials, TimeProvider time, Func<double> jitter, Action<Exception?>? tell = null)
    {
        var config = Config(options);
        _client = credentials is null ? new AmazonDynamoDBClient(config) : new AmazonDynamoDBClient(credentials, config);
        _time = time;
        var retry = new DynamoDbRetry(time, jitter, options.Patience, new DynamoDbOutage(options.Table, tell, time));
        _setup = new DynamoDbSetup(_client, retry, options.Table);
        _reads = new DynamoDbReads(_client, options, retry);
        _writes = new DynamoDbWrites(_client, options, retry);
        _removal = new DynamoDbRemoval(_client, options, retry);
    }

    /// <summary>Checks that the table is there and as it has to be.</summary>
    /// <exception cref="DynamoDbTableException">It is not.</exception>
    public Task VerifyAsync(CancellationToken cancellationToken) => _setup.VerifyAsync(cancellationToken);

    /// <summary>Makes the table when it is missing: for development, where nothing else does.</summary>
    public Task CreateAsync(CancellationToken cancellationToken) => _setup.CreateAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<LedgerItem?>> GetAsync(IReadOnlyList<LedgerKey> keys, CancellationToken cancellationToken) =>
        await _reads.GetAsync(keys, Now(), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<bool>> WriteAsync(IReadOnlyList<LedgerWrite> writes, CancellationToken cancellationToken) =>
        await _writes.WriteAsync(writes, Now(), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<LedgerItem> QueryAsync(string partition, string prefix, CancellationToken cancellationToken) =>
        _reads.QueryAsync(partition, prefix, Now, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<long> AddAsync(LedgerKey counter, long amount, CancellationToken cancellationToken) => amount == 0
        ? await _reads.CountAsync(counter, cancellationToken)
        : await _writes.AddAsync(counter, amount, cancellationToken);

    /// <summary>
    /// Forgets everything of the installation, counters too. The table stays, and what has another prefix. Answers how many
    /// items that were; null when there is no table.
    /// </summary>
    /// <exception cref="DynamoDbTableException">The table is no ledger's: nothing of it was deleted.</exception>
    public async Task<long?> RemoveAllAsync(CancellationToken cancellationToken) =>
        await _setup.FindLedgerAsync(cancellationToken) is null ? null : await _removal.RemoveAllAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private long Now() => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private static AmazonDynamoDBConfig Config(DynamoDbOptions options)
    {
        // AWS_ENDPOINT_URL, which the SDK would take too, says where resources are read.
        var config = new AmazonDynamoDBConfig { MaxErrorRetry = 0, Timeout = RequestTimeout, IgnoreConfiguredEndpointUrls = true };
        if (options.Region is { } region)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }

        if (options.Endpoint is { } endpoint)
        {
            config.AuthenticationRegion = options.Region;
            config.ServiceURL = endpoint.ToString();
        }

        return config;
    }
}
