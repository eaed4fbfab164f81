using System.Net.Mime;
using MassTransit;
using MassTransit.Serialization;
using Pipeline.Messaging.Bus;

namespace Pipeline.Hosting.DeadLetters.Standalone;

/// <summary>Sends letters to the queues of the bus in this process.</summary>
internal sealed class LetterSender(IBus resync, ILiveBus live, LettersUnderWay underWay)
{
    /// <summary>Connects what follows the letters with both lanes.</summary>
    public void Connect()
    {
        foreach (var lane in new[] { resync, live })
        {
            lane.ConnectPublishObserver(underWay);
            lane.ConnectConsumeObserver(underWay);
        }
    }

    /// <summary>Sends a letter, and waits until nothing of it is under way. False for one that cannot be followed.</summary>
    public async Task<bool> SendAsync(StoredLetter letter)
    {
        var conversation = NewId.NextGuid();
        var body = LetterEnvelope.InConversation(letter.Kept.Body, conversation);

        // What cannot be read fails again, and is kept again under the same name.
        var done = body is not null && LetterEnvelope.IdsOf(body) is { } ids ? underWay.Begin(ids.Conversation, ids.Message) : null;
        var endpoint = await LaneOf(letter.Kept.Queue, out var name).GetSendEndpoint(new Uri($"queue:{name}"));
        var unchanged = new CopyBodySerializer(new ContentType(letter.Kept.ContentType), new BytesMessageBody(body ?? letter.Kept.Body));
        await endpoint.Send(new Again(), context => context.Serializer = unchanged, CancellationToken.None);
        await (done ?? Task.CompletedTask);
        return done is not null;
    }

    private IBus LaneOf(string queue, out string name)
    {
        var isLive = queue.EndsWith($"-{PipelineTopology.Live}", StringComparison.Ordinal);
        var lane = isLive ? PipelineTopology.Live : PipelineTopology.Resync;
        name = queue[..^(lane.Length + 1)];
        return isLive ? live : resync;
    }

    /// <summary>Stands for the message, of which only the serialized form is known.</summary>
    internal sealed record Again;
}
