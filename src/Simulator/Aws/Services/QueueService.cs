using System.Text.Json;
using Pipeline.Simulator.Faults;
using Pipeline.Simulator.Kinds;
using Pipeline.Simulator.Organisation;

namespace Pipeline.Simulator.Aws.Services;

/// <summary>SQS, as far as queues are found by it.</summary>
internal sealed class QueueService(ResourceDirectory directory, FaultBook faults) : IAwsService
{
    private const string Kind = "AWS::SQS::Queue";

    /// <summary>Most queues in an answer: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html.</summary>
    private const int PageSize = 1000;

    public string SigningName => "sqs";

    public AwsProtocol Protocol => AwsProtocol.Json10;

    public string ActionPrefix => "sqs";

    public AwsError? Answer(AwsCall call) => call.Operation switch
    {
        "ListQueues" => List(call),
        "GetQueueUrl" => Find(call),
        _ => AwsError.UnknownOperation(call.Operation),
    };

    private AwsError? Find(AwsCall call)
    {
        using var request = JsonRequest.Parse(call.Body);
        var kind = directory.Kinds.Find(Kind)!;
        var url = $"https://sqs.{call.Region}.amazonaws.com/{call.Caller.AccountId}/{request.GetString("QueueName")}";
        if (faults.Hits(SimulatorFaultKind.Deny, FaultOf(call)))
        {
            return AwsError.AccessDenied(call, "sqs:getqueueurl", $"arn:aws:sqs:{call.Region}:{call.Caller.AccountId}:");
        }

        if (directory.Find(kind, call.Caller.AccountId, call.Region, url) is null)
        {
            return new("QueueDoesNotExist", "The specified queue does not exist.");
        }

        using var writer = new Utf8JsonWriter(call.Answer, JsonAnswer.Options);
        writer.WriteStartObject();
        writer.WriteString("QueueUrl"u8, url);
        writer.WriteEndObject();
        return null;
    }

    private AwsError? List(AwsCall call)
    {
        var fault = FaultOf(call);
        if (faults.Hits(SimulatorFaultKind.Deny, fault))
        {
            return AwsError.AccessDenied(call, "sqs:listqueues", $"arn:aws:sqs:{call.Region}:{call.Caller.AccountId}:");
        }

        using var request = JsonRequest.Parse(call.Body);
        var asked = request.GetInt("MaxResults");
        if (asked is < 1 or > PageSize)
        {
            return new("InvalidParameterValue", "Value for parameter MaxResults is invalid. Reason: must be an integer from 1 to 1000.");
        }

        var kind = directory.Kinds.Find(Kind)!;
        var scope = directory.ScopeOf(kind, call.Caller.AccountId, call.Region);
        var listing = Scramble.Hash(call.Region, Scramble.Hash(call.Caller.AccountId, scope.Seed));
        var token = request.GetString("NextToken");
        if ((token is null ? 0 : PageToken.Read(token, listing)) is not { } first)
        {
            return new("InvalidParameterValue", "Invalid or expired next token.");
        }

        fault = fault with { Page = (first / (asked ?? PageSize)) + 1 };
        if (faults.Hits(SimulatorFaultKind.FailPage, fault))
        {
            return ServiceErrors.Internal(call);
        }

        var count = faults.Hits(SimulatorFaultKind.EmptyScope, fault) ? 0 : directory.CountOf(kind, scope);
        Write(call, kind, scope, (first, Math.Min(first + (asked ?? PageSize), count), count), asked is null ? null : listing);
        call.CutAnswer = faults.Hits(SimulatorFaultKind.CutPage, fault);
        return null;
    }

    private FaultCall FaultOf(AwsCall call) => new()
    {
        Service = SigningName, Operation = call.Operation, Account = call.Caller.AccountId, Region = call.Region, ResourceKind = Kind,
    };

    private void Write(AwsCall call, SimulatedKind kind, ResourceKey scope, (int First, int End, int Count) page, ulong? listing)
    {
        using var writer = new Utf8JsonWriter(call.Answer, JsonAnswer.Options);
        writer.WriteStartObject();
        writer.WriteStartArray("QueueUrls"u8);
        for (var i = page.First; i < page.End; i++)
        {
            var key = scope with { Index = i };
            var url = kind.IdentifierOf(key);
            if (directory.Present(key, url) is not null)
            {
                writer.WriteStringValue(url);
            }
        }

        writer.WriteEndArray();
        // Without MaxResults SQS gives the first thousand and no token.
        if (page.End < page.Count && listing is { } tokens)
        {
            writer.WriteString("NextToken"u8, PageToken.Create(page.End, tokens));
        }

        writer.WriteEndObject();
    }
}
