using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Pipeline.Ledger.Tables.DynamoDb;

/// <summary>Deletes every item of an installation: items, counters, and what has expired and is still stored.</summary>
internal sealed class DynamoDbRemoval(IAmazonDynamoDB client, DynamoDbOptions options, DynamoDbRetry retry)
{
    // https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
    private const int DeletesPerRequest = 25;

    // Below a megabyte of keys: what is read ahead stays small.
    private const int KeysAhead = 2_000;

    /// <summary>Deletes them, and answers how many. Others' items, under other prefixes, stay. What is written meanwhile may stay too.</summary>
    public async Task<long> RemoveAllAsync(CancellationToken cancellationToken)
    {
        long removed = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.ConcurrentRequests, CancellationToken = cancellationToken };
        await foreach (var keys in KeysAsync(cancellationToken).Chunk(KeysAhead).WithCancellation(cancellationToken))
        {
            await Parallel.ForEachAsync(keys.Chunk(DeletesPerRequest), parallel, async (chunk, token) => await DeleteAsync(chunk, token));
            removed += keys.Length;
        }

        return removed;
    }

    private async IAsyncEnumerable<Dictionary<string, AttributeValue>> KeysAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ScanRequest
        {
            TableName = options.Table,
            ConsistentRead = true,
            ProjectionExpression = $"{DynamoDbItem.Partition}, {DynamoDbItem.Sort}",
        };
        if (options.Prefix.Length > 0)
        {
            request.FilterExpression = $"begins_with({DynamoDbItem.Partition}, :prefix)";
            request.ExpressionAttributeValues = new() { [":prefix"] = new AttributeValue(options.Prefix) };
        }

        do
        {
            var page = await retry.RunAsync(_ => client.ScanAsync(request, cancellationToken), cancellationToken);
            foreach (var key in page.Items ?? [])
            {
                yield return key;
            }

            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
    }

    // DynamoDB hands back what it has no capacity for: that is asked for again.
    private async Task DeleteAsync(IReadOnlyList<Dictionary<string, AttributeValue>> keys, CancellationToken cancellationToken)
    {
        List<WriteRequest> open = [.. keys.Select(key => new WriteRequest(new DeleteRequest(key)))];
        for (var fruitless = 0; open.Count > 0;)
        {
            var request = new BatchWriteItemRequest { RequestItems = new() { [options.Table] = open } };
            var answer = await retry.RunAsync(_ => client.BatchWriteItemAsync(request, cancellationToken), cancellationToken);
            var left = answer.UnprocessedItems?.GetValueOrDefault(options.Table) ?? [];
            if (left.Count > 0)
            {
                fruitless = left.Count < open.Count ? 1 : fruitless + 1;
                await retry.PauseAsync(fruitless, cancellationToken);
            }

            open = left;
        }
    }
}
