namespace Pipeline.Ledger.Runs.State;

/// <summary>How far a group is.</summary>
/// <param name="IsClosed">Whether every scope of it has ended.</param>
/// <param name="IsReported">Whether every complete scope has had its sweep proposed or done.</param>
/// <param name="IsSwept">Whether every complete scope has had its sweep done.</param>
/// <param name="Listing">What the scopes came to by the time they closed.</param>
/// <param name="Reports">What the first word about their sweeps came to.</param>
/// <param name="Approved">What the sweeps that were proposed first came to.</param>
internal sealed record GroupState(bool IsClosed, bool IsReported, bool IsSwept, GroupSum Listing, GroupSum Reports, GroupSum Approved);
