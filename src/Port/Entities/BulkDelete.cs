using System.Text.Json;

namespace Pipeline.Port;

/// <summary>One deletion of a caller: cut to Port's limit, sent, split down to the entities that Port does not delete.</summary>
internal sealed class BulkDelete(PortTransport transport, PortOptions options, string blueprint, bool deleteDependents, bool isLive)
{
    /// <summary>Port's limit for one bulk deletion (Port API reference).</summary>
    public const int MaximumBatchSize = 100;

    private readonly Lock _lock = new();
    private readonly List<string> _deleted = [];
    private readonly List<string> _absent = [];
    private readonly List<DeleteRejection> _rejected = [];

    public async Task<BulkDeleteResult> RunAsync(IReadOnlyList<string> identifiers, CancellationToken cancellationToken)
    {
        foreach (var part in identifiers.Distinct(StringComparer.Ordinal).Chunk(options.DeleteBatchSize))
        {
            await SendAsync(part, transport.Judge(part.Length), cancellationToken);
        }

        return new BulkDeleteResult(_deleted, _absent, _rejected);
    }

    private async Task SendAsync(string[] part, Blame blame, CancellationToken cancellationToken)
    {
        var request = new PortRequest(HttpMethod.Post, PortPath.Of("blueprints", blueprint, "bulk", "entities", "delete"))
        {
            Query = $"?delete_dependents={PortPath.Flag(deleteDependents)}",
            Body = JsonSerializer.SerializeToUtf8Bytes(new DeleteRequest(part), PortJson.Default.DeleteRequest),
            IsEntityOperation = true,
            IsWrite = true,
            IsLive = isLive,
            Blame = blame,
            Control = PortPath.Of("blueprints", blueprint),
        };
        var answer = await transport.SendAsync(request, cancellationToken);
        if (answer.IsSuccess)
        {
            Read(part, PortJson.Read(request, answer, PortJson.Default.DeleteAnswer));
        }
        else if (PortErrors.Classify(answer.Status, answer.Error) == PortErrorKind.NotFound
            && (part.Length == 1 || answer.Error.Resource is "Blueprint"))
        {
            Add(_absent, part);
        }
        else if (!Division.IsAboutContent(answer, blame))
        {
            throw PortErrors.FromAnswer(request, answer);
        }
        else if (part.Length == 1)
        {
            Add(_rejected, [new DeleteRejection(part[0], answer.Status, answer.Error.Code, answer.Silence ?? answer.Error.Message)]);
        }
        else
        {
            await Task.WhenAll(Division.Of(part, answer).Select(half => SendAsync(half, blame.Part(half.Length), cancellationToken)));
        }
    }

    private void Read(string[] part, DeleteAnswer answer)
    {
        // An answer without the list still says that all of them went.
        var deleted = answer.DeletedEntities ?? part;
        Add(_deleted, deleted);
        Add(_absent, part.Except(deleted, StringComparer.Ordinal));
    }

    // Parts end side by side.
    private void Add<T>(List<T> list, IEnumerable<T> found)
    {
        lock (_lock)
        {
            list.AddRange(found);
        }
    }
}
