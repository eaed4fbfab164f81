namespace Pipeline.Port;

/// <summary>What the client has done since it was made.</summary>
/// <param name="Calls">Requests sent, repeats and token requests included.</param>
/// <param name="BulkRequests">Of these, bulk upserts.</param>
/// <param name="Retries">Requests that were sent again.</param>
/// <param name="Throttled">Answers with status 429.</param>
/// <param name="BytesSent">Bytes of request bodies.</param>
/// <param name="BytesReceived">Bytes of answer bodies.</param>
public readonly record struct PortStatistics(
    long Calls, long BulkRequests, long Retries, long Throttled, long BytesSent, long BytesReceived);
