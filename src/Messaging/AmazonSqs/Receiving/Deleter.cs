using System.Globalization;
using Amazon.SQS.Model;
using Pipeline.Messaging.AmazonSqs.Clients;
using Pipeline.Messaging.AmazonSqs.Sending;

namespace Pipeline.Messaging.AmazonSqs.Receiving;

/// <summary>Deletes handled messages, ten in a request.</summary>
internal sealed class Deleter(string queueUrl, SqsCalls sqs, BatcherSettings settings) : Batcher<Acknowledgement>(settings)
{
    protected override string Destination => queueUrl;

    protected override Task<IReadOnlyList<EntryFailure>> SendAsync(IReadOnlyList<Acknowledgement> batch)
    {
        var entries = new List<DeleteMessageBatchRequestEntry>(batch.Count);
        for (var position = 0; position < batch.Count; position++)
        {
            entries.Add(new DeleteMessageBatchRequestEntry(position.ToString(CultureInfo.InvariantCulture), batch[position].Receipt));
        }

        return sqs.DeleteAsync(queueUrl, entries, CancellationToken.None);
    }
}
