namespace Pipeline.Enumerator.Planning;

/// <summary>None of the accounts that are listed is one that the ledger knows: it is another organisation's.</summary>
internal sealed class OtherAccountsException(string message) : Exception(message);
