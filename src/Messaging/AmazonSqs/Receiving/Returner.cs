using System.Globalization;
using Amazon.SQS.Model;
using Pipeline.Messaging.AmazonSqs.Clients;
using Pipeline.Messaging.AmazonSqs.Sending;

namespace Pipeline.Messaging.AmazonSqs.Receiving;

/// <summary>Gives messages back, ten in a request.</summary>
internal sealed class Returner(string queueUrl, SqsCalls sqs, BatcherSettings settings) : Batcher<Acknowledgement>(settings)
{
    protected override string Destination => queueUrl;

    protected override Task<IReadOnlyList<EntryFailure>> SendAsync(IReadOnlyList<Acknowledgement> batch)
    {
        var entries = new List<ChangeMessageVisibilityBatchRequestEntry>(batch.Count);
        for (var position = 0; position < batch.Count; position++)
        {
            entries.Add(new ChangeMessageVisibilityBatchRequestEntry(position.ToString(CultureInfo.InvariantCulture), batch[position].Receipt)
            {
                VisibilityTimeout = (int)batch[position].VisibleAfter.TotalSeconds,
            });
        }

        return sqs.ChangeVisibilityAsync(queueUrl, entries, CancellationToken.None);
    }
}
