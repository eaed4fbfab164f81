using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Pipeline.Ledger.Tables.DynamoDb;

/// <summary>Reads items. Every read is consistent: it sees every write that was answered.</summary>
internal sealed class DynamoDbReads(IAmazonDynamoDB client, DynamoDbOptions options, DynamoDbRetry retry)
{
    // https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
    private const int KeysPerRequest = 100;

    public async Task<IReadOnlyList<LedgerItem?>> GetAsync(IReadOnlyList<LedgerKey> keys, long now, CancellationToken cancellationToken)
    {
        var found = new ConcurrentDictionary<LedgerKey, LedgerItem>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.ConcurrentRequests, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(keys.Distinct().Chunk(KeysPerRequest), parallel, async (chunk, token) =>
        {
            await foreach (var item in GetAllAsync([.. chunk.Select(key => DynamoDbItem.Key(options.Prefix, key))], token))
            {
                var key = KeyOf(item);
                if (DynamoDbItem.Read(key, item, now) is { } read)
                {
                    found[key] = read;
                }
            }
        });
        return [.. keys.Select(key => found.GetValueOrDefault(key))];
    }

    // By the call that items are read with, so that no further permission is needed.
    public async Task<long> CountAsync(LedgerKey counter, CancellationToken cancellationToken)
    {
        var item = await GetAllAsync([DynamoDbItem.CounterKey(options.Prefix, counter)], cancellationToken).FirstOrDefaultAsync(cancellationToken);
        return item is null ? 0 : DynamoDbItem.Long(item[DynamoDbItem.Value]);
    }

    public async IAsyncEnumerable<LedgerItem> QueryAsync(
        string partition, string prefix, Func<long> now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = Query(partition, prefix);
        do
        {
            var page = await retry.RunAsync(_ => client.QueryAsync(request, cancellationToken), cancellationToken);
            foreach (var item in page.Items ?? [])
            {
                if (DynamoDbItem.Read(KeyOf(item), item, now()) is { } read)
                {
                    yield return read;
                }
            }

            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
    }

    // DynamoDB leaves out what makes an answer too large, or what it has no capacity for: that is asked for again.
    private async IAsyncEnumerable<Dictionary<string, AttributeValue>> GetAllAsync(
        IReadOnlyList<Dictionary<string, AttributeValue>> keys, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wanted = keys.ToList();
        for (var fruitless = 0; wanted.Count > 0;)
        {
            var request = new BatchGetItemRequest
            {
                RequestItems = new() { [options.Table] = new KeysAndAttributes { Keys = wanted, ConsistentRead = true } },
            };
            var answer = await retry.RunAsync(_ => client.BatchGetItemAsync(request, cancellationToken), cancellationToken);
            foreach (var item in answer.Responses?.GetValueOrDefault(options.Table) ?? [])
            {
                yield return item;
            }

            var left = answer.UnprocessedKeys?.GetValueOrDefault(options.Table)?.Keys ?? [];
            if (left.Count > 0)
            {
                fruitless = left.Count < wanted.Count ? 1 : fruitless + 1;
                await retry.PauseAsync(fruitless, cancellationToken);
            }

            wanted = left;
        }
    }

    private QueryRequest Query(string partition, string prefix)
    {
        var request = new QueryRequest
        {
            TableName = options.Table,
            ConsistentRead = true,
            KeyConditionExpression = $"{DynamoDbItem.Partition} = :partition",
            ExpressionAttributeValues = new() { [":partition"] = new AttributeValue(options.Prefix + partition) },
        };
        if (prefix.Length > 0)
        {
            request.KeyConditionExpression += $" AND begins_with({DynamoDbItem.Sort}, :prefix)";
            request.ExpressionAttributeValues[":prefix"] = new AttributeValue(prefix);
        }

        return request;
    }

    private LedgerKey KeyOf(Dictionary<string, AttributeValue> item) =>
        new(item[DynamoDbItem.Partition].S[options.Prefix.Length..], item[DynamoDbItem.Sort].S);
}
