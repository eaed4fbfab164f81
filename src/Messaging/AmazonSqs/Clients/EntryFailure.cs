namespace Pipeline.Messaging.AmazonSqs.Clients;

/// <summary>An entry of a batch that was not taken although the batch was.</summary>
/// <param name="Entry">Its position in the batch.</param>
/// <param name="SenderFault">It will not be taken another time either.</param>
/// <param name="Code">AWS's code.</param>
/// <param name="Message">AWS's reason.</param>
internal sealed record EntryFailure(int Entry, bool SenderFault, string Code, string Message);
