namespace Pipeline.Messaging.AmazonSqs.Clients;

/// <summary>An entry of a batch that was not taken although the batch was.</summary>
/// <param name="Entry">Its position in the batch.</param>
/// <param name="SenderFault">AWS blames the request, as it does for one that came too fast, too.</param>
/// <param name="Code">AWS's code.</param>
/// <param name="Message">AWS's reason.</param>
internal sealed record EntryFailure(int Entry, bool SenderFault, string Code, string Message)
{
    /// <summary>It will not be taken another time either.</summary>
    public bool IsFinal => SenderFault && !Failures.IsTransient(Code) && !Failures.IsDenied(Code);
}
