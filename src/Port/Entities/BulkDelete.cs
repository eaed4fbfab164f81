using System.Text.Json;

namespace Pipeline.Port;

/// <summary>One deletion of a caller: cut to Port's limit, sent, split down to the entities that Port does not delete.</summary>
internal sealed class BulkDelete(PortTransport transport, PortOptions options, string blueprint, bool deleteDependents, bool isLive)
{
    /// <summary>Port's limit for one bulk deletion (Port API reference).</summary>
    public const int MaximumBatchSize = 100;

    private readonly List<string> _deleted = [];
    private readonly List<string> _absent = [];
    private readonly List<DeleteRejection> _rejected = [];

    public async Task<BulkDeleteResult> RunAsync(IReadOnlyList<string> identifiers, CancellationToken cancellationToken)
    {
        foreach (var part in identifiers.Distinct(StringComparer.Ordinal).Chunk(options.DeleteBatchSize))
        {
            await SendAsync(part, cancellationToken);
        }

        return new BulkDeleteResult(_deleted, _absent, _rejected);
    }

    private async Task SendAsync(string[] part, CancellationToken cancellationToken)
    {
        var request = new PortRequest(HttpMethod.Post, PortPath.Of("blueprints", blueprint, "bulk", "entities", "delete"))
        {
            Query = $"?delete_dependents={PortPath.Flag(deleteDependents)}",
            Body = JsonSerializer.SerializeToUtf8Bytes(new DeleteRequest(part), PortJson.Default.DeleteRequest),
            IsEntityOperation = true,
            IsWrite = true,
            IsLive = isLive,
        };
        var answer = await transport.SendAsync(request, cancellationToken);
        var kind = PortErrors.Classify(answer.Status, answer.Error);
        if (answer.IsSuccess)
        {
            Read(part, PortJson.Read(request, answer, PortJson.Default.DeleteAnswer));
        }
        else if (kind == PortErrorKind.NotFound && (part.Length == 1 || answer.Error.Resource is "Blueprint"))
        {
            _absent.AddRange(part);
        }
        else if (kind is not (PortErrorKind.NotFound or PortErrorKind.Conflict or PortErrorKind.Invalid or PortErrorKind.TooLarge))
        {
            throw PortErrors.FromAnswer(request, answer);
        }
        else if (part.Length == 1)
        {
            _rejected.Add(new DeleteRejection(part[0], answer.Status, answer.Error.Code, answer.Error.Message));
        }
        else
        {
            await SendAsync(part[..(part.Length / 2)], cancellationToken);
            await SendAsync(part[(part.Length / 2)..], cancellationToken);
        }
    }

    private void Read(string[] part, DeleteAnswer answer)
    {
        // An answer without the list still says that all of them went.
        var deleted = answer.DeletedEntities ?? part;
        _deleted.AddRange(deleted);
        _absent.AddRange(part.Except(deleted, StringComparer.Ordinal));
    }
}
