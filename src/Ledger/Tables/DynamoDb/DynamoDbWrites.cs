using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Pipeline.Ledger.Tables.DynamoDb;

/// <summary>
/// Writes items, each by a conditional request of its own: a transaction would cost twice as much, and one that lost
/// would take its neighbours along.
/// </summary>
internal sealed class DynamoDbWrites(IAmazonDynamoDB client, DynamoDbOptions options, DynamoDbRetry retry)
{
    private const string IsAbsent = $"attribute_not_exists({DynamoDbItem.Partition}) OR {DynamoDbItem.Expires} <= :now";

    private const string IsExpected =
        $"{DynamoDbItem.Version} = :expected AND (attribute_not_exists({DynamoDbItem.Expires}) OR {DynamoDbItem.Expires} > :now)";

    public async Task<IReadOnlyList<bool>> WriteAsync(IReadOnlyList<LedgerWrite> writes, long now, CancellationToken cancellationToken)
    {
        var written = new bool[writes.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.ConcurrentRequests, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, writes.Count, parallel, async (index, token) => written[index] = await WriteAsync(writes[index], now, token));
        return written;
    }

    public async Task<long> AddAsync(LedgerKey counter, long amount, CancellationToken cancellationToken)
    {
        var request = new UpdateItemRequest
        {
            TableName = options.Table,
            Key = DynamoDbItem.CounterKey(options.Prefix, counter),
            UpdateExpression = $"ADD {DynamoDbItem.Value} :amount",
            ExpressionAttributeValues = new() { [":amount"] = DynamoDbItem.Number(amount) },
            ReturnValues = ReturnValue.UPDATED_NEW,
        };

        // One whose answer was lost may have been counted: then a value is left out, and none is given twice.
        var answer = await retry.RunAsync(_ => client.UpdateItemAsync(request, cancellationToken), cancellationToken);
        return DynamoDbItem.Long(answer.Attributes[DynamoDbItem.Value]);
    }

    private Task<bool> WriteAsync(LedgerWrite write, long now, CancellationToken cancellationToken) => write.Content is { } content
        ? PutAsync(write, content, now, cancellationToken)
        : DeleteAsync(write, now, cancellationToken);

    private Task<bool> PutAsync(LedgerWrite write, ReadOnlyMemory<byte> content, long now, CancellationToken cancellationToken)
    {
        var version = ItemVersion.After(write.Expected);
        return retry.RunAsync(
            async maybeDone =>
            {
                var request = new PutItemRequest
                {
                    TableName = options.Table,
                    Item = DynamoDbItem.Of(options.Prefix, write, content, version),
                    ConditionExpression = Condition(write),
                    ExpressionAttributeValues = Values(write, now),
                    ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
                };
                try
                {
                    await client.PutItemAsync(request, cancellationToken);
                    return true;
                }
                catch (ConditionalCheckFailedException exception)
                {
                    return maybeDone && IsWritten(exception.Item, version, content);
                }
            },
            cancellationToken);
    }

    private Task<bool> DeleteAsync(LedgerWrite write, long now, CancellationToken cancellationToken) => retry.RunAsync(
        async maybeDone =>
        {
            var request = new DeleteItemRequest
            {
                TableName = options.Table,
                Key = DynamoDbItem.Key(options.Prefix, write.Key),
                ConditionExpression = Condition(write),
                ExpressionAttributeValues = Values(write, now),
                ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
            };
            try
            {
                await client.DeleteItemAsync(request, cancellationToken);
                return true;
            }
            catch (ConditionalCheckFailedException exception)
            {
                return maybeDone && exception.Item is not { Count: > 0 };
            }
        },
        cancellationToken);

    // Of a request whose answer was lost: it was done if the item is now what it would have made of it.
    private static bool IsWritten(Dictionary<string, AttributeValue>? item, long version, ReadOnlyMemory<byte> content) =>
        item is { Count: > 0 }
        && DynamoDbItem.Long(item[DynamoDbItem.Version]) == version
        && content.Span.SequenceEqual(item[DynamoDbItem.Content].B.ToArray());

    private static string Condition(LedgerWrite write) => write.Expected == 0 ? IsAbsent : IsExpected;

    private static Dictionary<string, AttributeValue> Values(LedgerWrite write, long now)
    {
        var values = new Dictionary<string, AttributeValue> { [":now"] = DynamoDbItem.Number(now) };
        if (write.Expected > 0)
        {
            values[":expected"] = DynamoDbItem.Number(write.Expected);
        }

        return values;
    }
}
