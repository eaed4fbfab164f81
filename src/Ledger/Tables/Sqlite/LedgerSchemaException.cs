namespace Pipeline.Ledger.Tables.Sqlite;

/// <summary>The database was written by another version of this program, or is damaged.</summary>
/// <param name="message">What is wrong, and what can be done about it.</param>
/// <param name="cause">What SQLite said; null when it said nothing.</param>
public sealed class LedgerSchemaException(string message, Exception? cause = null) : Exception(message, cause);
