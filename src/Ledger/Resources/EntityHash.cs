namespace Pipeline.Ledger.Resources;

/// <summary>The first 16 bytes of the SHA-256 of an entity as it is written: two that are equal are the same entity.</summary>
/// <param name="High">The first eight bytes.</param>
/// <param name="Low">The next eight.</param>
public readonly record struct EntityHash(ulong High, ulong Low);
