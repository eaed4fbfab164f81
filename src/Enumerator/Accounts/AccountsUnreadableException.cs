namespace Pipeline.Enumerator.Accounts;

/// <summary>Not even the home account could be identified, so there is nothing to plan.</summary>
public sealed class AccountsUnreadableException(string message, Exception inner) : Exception(message, inner);
