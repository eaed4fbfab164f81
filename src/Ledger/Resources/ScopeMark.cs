using Pipeline.Contracts;

namespace Pipeline.Ledger.Resources;

/// <summary>That a scope has rows, and how far its listings have been written. The marks are the directory of the rows.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Latest">Its latest listing; null when only live events have shown it.</param>
public sealed record ScopeMark(Scope Scope, ListingMark? Latest);
