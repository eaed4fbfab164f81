using System.Net.Mime;

namespace Pipeline.Messaging.ClaimCheck.Wire;

/// <summary>What stands in a message for the message.</summary>
/// <param name="Name">Its name in the store.</param>
/// <param name="Bytes">How large it is.</param>
public sealed record ClaimCheckReference(string Name, long Bytes)
{
    /// <summary>The member of a message that holds the reference.</summary>
    public const string Member = "claimCheck";

    /// <summary>Tells a reader that it reads a reference. MassTransit's envelope is around it, as around any message.</summary>
    public static readonly ContentType ContentType = new("application/vnd.pipeline.claim-check+json");
}
