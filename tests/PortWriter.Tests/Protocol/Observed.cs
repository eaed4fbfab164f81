namespace Pipeline.PortWriter.Tests.Protocol;

/// <summary>A message of the model: what a fetch under a ticket showed.</summary>
/// <param name="Ticket">The ticket; 0 for a request to fetch.</param>
/// <param name="Shows">An entity's name and content, a letter each; empty when the resource was absent.</param>
internal sealed record Observed(int Ticket, string Shows)
{
    /// <summary>That the resource is to be fetched.</summary>
    public static readonly Observed Hint = new(0, "?");

    public override string ToString() => $"{Ticket}:{Shows}";
}
