using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Pipeline.Ledger.Tables.DynamoDb;

/// <summary>Makes the table, or says what is wrong with the one that is there. On AWS, Terraform makes it.</summary>
internal sealed class DynamoDbSetup(IAmazonDynamoDB client, DynamoDbRetry retry, string table)
{
    /// <exception cref="DynamoDbTableException">The table is missing, or is not as it has to be.</exception>
    public async Task VerifyAsync(CancellationToken cancellationToken)
    {
        _ = await FindLedgerAsync(cancellationToken)
            ?? throw new DynamoDbTableException($"The table {table} does not exist. The Terraform module makes it.");
        var live = await retry.RunAsync(
            _ => client.DescribeTimeToLiveAsync(new DescribeTimeToLiveRequest { TableName = table }, cancellationToken), cancellationToken);
        if (live.TimeToLiveDescription is not { AttributeName: DynamoDbItem.TimeToLive })
        {
            throw new DynamoDbTableException($"The table {table} does not drop expired items: its time to live must be on for '{DynamoDbItem.TimeToLive}'.");
        }
    }

    /// <summary>The table; null when it is missing.</summary>
    /// <exception cref="DynamoDbTableException">Its keys are not a ledger's.</exception>
    public async Task<TableDescription?> FindLedgerAsync(CancellationToken cancellationToken)
    {
        var found = await FindAsync(cancellationToken);
        var keys = found is null ? null : string.Join(' ', found.KeySchema.Select(key => $"{key.AttributeName}:{key.KeyType}"));
        return keys is null or $"{DynamoDbItem.Partition}:HASH {DynamoDbItem.Sort}:RANGE"
            ? found
            : throw new DynamoDbTableException($"The table {table} has the keys '{keys}' and is no ledger's.");
    }

    /// <summary>Makes the table when it is missing, and waits until it can be used.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is null)
        {
            await FirstAsync(() => client.CreateTableAsync(Definition(), cancellationToken));
        }

        for (var attempt = 1; await FindAsync(cancellationToken) is not { } found || found.TableStatus != TableStatus.ACTIVE; attempt++)
        {
            await retry.PauseAsync(attempt, cancellationToken);
        }

        var live = await client.DescribeTimeToLiveAsync(new DescribeTimeToLiveRequest { TableName = table }, cancellationToken);
        if (live.TimeToLiveDescription?.TimeToLiveStatus != TimeToLiveStatus.ENABLED)
        {
            var specification = new TimeToLiveSpecification { AttributeName = DynamoDbItem.TimeToLive, Enabled = true };
            await FirstAsync(() => client.UpdateTimeToLiveAsync(
                new UpdateTimeToLiveRequest { TableName = table, TimeToLiveSpecification = specification }, cancellationToken));
        }
    }

    // Services start together: another may have done the same a moment before.
    private static async Task FirstAsync(Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (AmazonDynamoDBException late) when (late is ResourceInUseException || late.ErrorCode == "ValidationException")
        {
        }
    }

    private CreateTableRequest Definition() => new()
    {
        TableName = table,
        BillingMode = BillingMode.PAY_PER_REQUEST,
        AttributeDefinitions =
        [
            new AttributeDefinition(DynamoDbItem.Partition, ScalarAttributeType.S),
            new AttributeDefinition(DynamoDbItem.Sort, ScalarAttributeType.S),
        ],
        KeySchema =
        [
            new KeySchemaElement(DynamoDbItem.Partition, KeyType.HASH),
            new KeySchemaElement(DynamoDbItem.Sort, KeyType.RANGE),
        ],
    };

    // One that is missing is an answer here, and not waited for.
    private Task<TableDescription?> FindAsync(CancellationToken cancellationToken) => retry.RunAsync(_ => DescribeAsync(cancellationToken), cancellationToken);

    private async Task<TableDescription?> DescribeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await client.DescribeTableAsync(table, cancellationToken)).Table;
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }
}
