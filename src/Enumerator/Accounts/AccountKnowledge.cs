namespace Pipeline.Enumerator.Accounts;

/// <summary>What is known of which accounts there are.</summary>
internal enum AccountKnowledge
{
    /// <summary>They were listed to the end, or each is named: one that is not among them has left.</summary>
    Listed,

    /// <summary>There is no organisation: the home account is all there is.</summary>
    Alone,

    /// <summary>The organisation may not be read: there may be others.</summary>
    Denied,
}
