namespace Pipeline.Ledger.Tables.Sqlite;

/// <summary>The database was written by another version of this program.</summary>
public sealed class LedgerSchemaException(string message) : Exception(message);
