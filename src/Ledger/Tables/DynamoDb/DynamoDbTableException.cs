namespace Pipeline.Ledger.Tables.DynamoDb;

/// <summary>The table is missing, or is not as it has to be.</summary>
public sealed class DynamoDbTableException(string message) : Exception(message);
