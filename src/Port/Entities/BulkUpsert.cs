namespace Pipeline.Port;

/// <summary>One upsert of a caller: cut to Port's limits, sent, split where Port refuses a whole request, read entity by entity.</summary>
internal sealed class BulkUpsert(
    PortTransport transport, PortOptions options, string blueprint, IReadOnlyList<ReadOnlyMemory<byte>> entities, UpsertOptions how)
{
    /// <summary>Times that entities which Port failed for a passing reason are sent again within a call.</summary>
    private const int MostRounds = 4;

    private readonly EntityOutcome?[] _outcomes = new EntityOutcome?[entities.Count];
    private readonly bool[] _isBlamed = new bool[entities.Count];
    private readonly string _path = PortPath.Of("blueprints", blueprint, "entities", "bulk");
    private readonly string _query = Query(how);
    private readonly string _control = PortPath.Of("blueprints", blueprint);
    private readonly DateTimeOffset _startedAt = transport.Now;
    private bool _blueprintMissing;

    public async Task<BulkUpsertResult> RunAsync(CancellationToken cancellationToken)
    {
        List<int> pending = [.. Enumerable.Range(0, entities.Count)];
        for (var round = 1; pending.Count > 0; round++)
        {
            await SendAllAsync(pending, cancellationToken);
            pending = [.. pending.Where(i => !_isBlamed[i] && IsPassing(_outcomes[i]))];
            if (round == MostRounds)
            {
                break;
            }

            if (pending.Count > 0)
            {
                await transport.PauseAsync(round, cancellationToken);
            }
        }

        return new BulkUpsertResult(_outcomes!) { BlueprintMissing = _blueprintMissing };
    }

    private async Task SendAllAsync(IReadOnlyList<int> indices, CancellationToken cancellationToken)
    {
        foreach (var part in BatchCut.Cut(indices, entities, options, Oversized))
        {
            await SendAsync(part, transport.Judge(part.Count), cancellationToken);
        }
    }

    private static bool IsPassing(EntityOutcome? outcome) =>
        outcome is { Written: false } and ({ StatusCode: 408 or 429 or 502 or 503 or 504 } or { Error: BulkAnswerReader.NotAnswered });

    private void Oversized(int index) => _outcomes[index] = Failed(
        index,
        413,
        "entity_too_large",
        $"the entity has {entities[index].Length:N0} bytes; one request to Port may have {options.BatchBytes:N0}: map fewer or shorter properties");

    private async Task SendAsync(IReadOnlyList<int> part, Blame blame, CancellationToken cancellationToken)
    {
        var request = Request(part, blame);
        var answer = await transport.SendAsync(request, cancellationToken);
        if (answer.IsSuccess)
        {
            Read(part, request, answer);
        }
        else if (IsBlueprintMissing(answer))
        {
            _blueprintMissing = true;
            Reject(part, answer, $"blueprint '{blueprint}' does not exist at Port: create it or fix the mapping");
        }
        else if (!Division.IsAboutContent(answer, blame))
        {
            throw PortErrors.FromAnswer(request, answer);
        }
        else if (part.Count == 1)
        {
            _isBlamed[part[0]] = true;
            Reject(part, answer, answer.Silence ?? answer.Error.Message ?? $"Port answered {answer.Status} to this entity alone");
        }
        else
        {
            // Side by side: what is taken shows at once that Port works, and waits for nobody.
            await Task.WhenAll(Division.Of(part, answer).Select(half => SendAsync(half, blame.Part(half.Length), cancellationToken)));
        }
    }

    private PortRequest Request(IReadOnlyList<int> part, Blame blame) => new(HttpMethod.Post, _path)
    {
        Query = _query,
        Body = EntityJson.Body(part, entities),
        IsEntityOperation = true,
        IsWrite = true,
        IsBulkUpsert = true,
        IsLive = how.IsLive,
        Blame = blame,
        Control = _control,
        StartedAt = _startedAt,
    };

    private void Read(IReadOnlyList<int> part, PortRequest request, PortAnswer answer)
    {
        var sent = new BulkAnswerReader(part.Count, i => EntityJson.Identifier(entities[part[i]]));
        var outcomes = Read(sent, request, answer);
        for (var i = 0; i < part.Count; i++)
        {
            _outcomes[part[i]] = outcomes[i] with { Index = part[i], RequestId = answer.TraceId };
        }
    }

    // Something on the way may have cut or replaced what Port said. Writing the same once more does no harm.
    private static IReadOnlyList<EntityOutcome> Read(BulkAnswerReader sent, PortRequest request, PortAnswer answer)
    {
        try
        {
            return sent.Read(PortJson.Read(request, answer, PortJson.Default.BulkAnswer));
        }
        catch (PortException exception)
        {
            return sent.ReadNothing(exception.Message);
        }
    }

    private bool IsBlueprintMissing(PortAnswer answer) =>
        PortErrors.Classify(answer.Status, answer.Error) == PortErrorKind.NotFound && answer.Error.IsAboutBlueprint(blueprint);

    private void Reject(IReadOnlyList<int> part, PortAnswer answer, string reason)
    {
        foreach (var index in part)
        {
            _outcomes[index] = Failed(index, answer.Silence is null ? answer.Status : null, answer.Error.Code, reason) with { RequestId = answer.TraceId };
        }
    }

    private EntityOutcome Failed(int index, int? status, string? error, string reason) =>
        new(index, EntityJson.Identifier(entities[index]), Written: false, Created: false, status, error, reason);

    private static string Query(UpsertOptions how)
    {
        var query = $"?upsert=true&merge={PortPath.Flag(how.Merge)}"
            + $"&create_missing_related_entities={PortPath.Flag(how.CreateMissingRelatedEntities)}"
            + $"&validation_only={PortPath.Flag(how.ValidationOnly)}";
        if (how.EventType is { Length: > 0 } eventType)
        {
            query += $"&ocean_info_event_type={Uri.EscapeDataString(eventType)}";
        }

        return how.RunId is { Length: > 0 } runId ? query + $"&ocean_info_resync_id={Uri.EscapeDataString(runId)}" : query;
    }
}
