using System.Text.Json;
using Pipeline.Simulator.Faults;
using Pipeline.Simulator.Hosting;
using Pipeline.Simulator.Kinds;
using Pipeline.Simulator.Organisation;

namespace Pipeline.Simulator.Aws.Services;

/// <summary>Cloud Control: lists and reads resources of any kind, made up as they are asked for.</summary>
internal sealed class CloudControlService(ResourceDirectory directory, SimulatorOptions options, FaultBook faults) : IAwsService
{
    public string SigningName => "cloudcontrolapi";

    public AwsProtocol Protocol => AwsProtocol.Json10;

    public string ActionPrefix => "cloudformation";

    public AwsError? Answer(AwsCall call)
    {
        if (call.Operation is not ("ListResources" or "GetResource"))
        {
            return AwsError.UnknownOperation(call.Operation);
        }

        using var request = JsonRequest.Parse(call.Body);
        if (request.GetString("TypeName") is not { } typeName || !KindCatalog.IsTypeName(typeName))
        {
            return AwsError.Validation("1 validation error detected: Value at 'typeName' failed to satisfy constraint: Member must satisfy regular expression pattern: [A-Za-z0-9]{2,64}::[A-Za-z0-9]{2,64}::[A-Za-z0-9]{2,64}");
        }

        if (faults.Hits(SimulatorFaultKind.Deny, FaultCallOf(call, typeName)))
        {
            return AwsError.AccessDenied(call, $"cloudformation:{call.Operation}", $"arn:aws:cloudformation:{call.Region}:{call.Caller.AccountId}:resource/*");
        }

        var kind = directory.Kinds.Find(typeName);
        if (call.Operation == "ListResources" && CommonKindFacts.WithoutListHandler.Contains(typeName))
        {
            return new("UnsupportedActionException", $"Resource type {typeName} does not support LIST action");
        }

        return kind is null
            ? new("TypeNotFoundException", $"The type '{typeName}' cannot be found.")
            : call.Operation == "ListResources" ? List(call, kind, request) : Get(call, kind, request);
    }

    private AwsError? List(AwsCall call, SimulatedKind kind, JsonRequest request)
    {
        if (!TryReadParent(kind, request.GetString("ResourceModel"), out var parent, out var refusal))
        {
            return refusal;
        }

        var size = request.GetInt("MaxResults") ?? options.PageSize;
        if (size is < 1 or > 100)
        {
            return AwsError.Validation($"1 validation error detected: Value '{size}' at 'maxResults' failed to satisfy constraint: Member must have value between 1 and 100");
        }

        var scope = directory.ScopeOf(kind, call.Caller.AccountId, call.Region) with { Parent = parent };
        var listing = Scramble.Hash(string.Join('\n', scope.Kind, scope.Account, call.Region, parent), scope.Seed);
        var token = request.GetString("NextToken");
        var first = token is null ? 0 : PageToken.Read(token, listing);
        var fault = FaultCallOf(call, kind.Name) with { Page = ((first ?? 0) / size) + 1 };
        if (first is null || (token is not null && faults.Hits(SimulatorFaultKind.ExpirePageToken, fault)))
        {
            return new("InvalidRequestException", "The provided NextToken is invalid or has expired.");
        }

        if (faults.Hits(SimulatorFaultKind.FailPage, fault))
        {
            return ServiceErrors.Internal(call);
        }

        var count = faults.Hits(SimulatorFaultKind.EmptyScope, fault) ? 0 : directory.CountOf(kind, scope);
        WritePage(call, kind, scope, (first.Value, Math.Min(size, Math.Max(0, count - first.Value)), count), listing);
        call.CutAnswer = faults.Hits(SimulatorFaultKind.CutPage, fault);
        return null;
    }

    private void WritePage(AwsCall call, SimulatedKind kind, ResourceKey scope, (int First, int Size, int Count) page, ulong listing)
    {
        var reorders = faults.Hits(SimulatorFaultKind.Reorder, FaultCallOf(call, kind.Name));
        using var properties = new PooledBuffer(8 * 1024);
        using var text = new PooledBuffer(8 * 1024);
        using var inner = new Utf8JsonWriter(properties, JsonAnswer.Options);
        using var writer = new Utf8JsonWriter(call.Answer, JsonAnswer.Options);
        writer.WriteStartObject();
        writer.WriteString("TypeName"u8, kind.Name);
        writer.WriteStartArray("ResourceDescriptions"u8);
        for (var i = page.First; i < page.First + page.Size; i++)
        {
            var numbered = scope with { Index = i };
            var identifier = kind.IdentifierOf(numbered);
            if (directory.Present(numbered, identifier) is not { } key)
            {
                continue;
            }

            properties.Clear();
            inner.Reset();
            kind.WriteListed(inner, key);
            inner.Flush();
            WriteDescription(writer, identifier, reorders ? Reordered.Of(properties.Written) : properties.Written, text);
        }

        writer.WriteEndArray();
        var next = page.First + page.Size;
        if (next < page.Count)
        {
            writer.WriteString("NextToken"u8, PageToken.Create(next, listing));
        }

        writer.WriteEndObject();
        directory.Served(page.Size);
    }

    private AwsError? Get(AwsCall call, SimulatedKind kind, JsonRequest request)
    {
        if (request.GetString("Identifier") is not { Length: > 0 } identifier)
        {
            return AwsError.Validation("1 validation error detected: Value null at 'identifier' failed to satisfy constraint: Member must not be null");
        }

        if (directory.Find(kind, call.Caller.AccountId, call.Region, identifier) is not { } key
            || faults.Hits(SimulatorFaultKind.EmptyScope, FaultCallOf(call, kind.Name)))
        {
            return new("ResourceNotFoundException", $"Resource of type '{kind.Name}' with identifier '{identifier}' was not found.");
        }

        using var properties = new PooledBuffer(8 * 1024);
        using var text = new PooledBuffer(8 * 1024);
        using (var inner = new Utf8JsonWriter(properties, JsonAnswer.Options))
        {
            kind.WriteProperties(inner, key);
        }

        using var writer = new Utf8JsonWriter(call.Answer, JsonAnswer.Options);
        writer.WriteStartObject();
        writer.WriteString("TypeName"u8, kind.Name);
        writer.WritePropertyName("ResourceDescription"u8);
        var reorders = faults.Hits(SimulatorFaultKind.Reorder, FaultCallOf(call, kind.Name));
        WriteDescription(writer, identifier, reorders ? Reordered.Of(properties.Written) : properties.Written, text);
        writer.WriteEndObject();
        directory.Served(1);
        return null;
    }

    // Properties is a string that holds JSON, not JSON.
    private static void WriteDescription(Utf8JsonWriter writer, string identifier, ReadOnlyMemory<byte> properties, PooledBuffer text)
    {
        writer.WriteStartObject();
        writer.WriteString("Identifier"u8, identifier);
        writer.WritePropertyName("Properties"u8);
        text.Clear();
        JsonText.Quote(properties.Span, text);
        writer.WriteRawValue(text.Written.Span, skipInputValidation: true);
        writer.WriteEndObject();
    }

    private static bool TryReadParent(SimulatedKind kind, string? model, out string? parent, out AwsError? refusal)
    {
        parent = null;
        refusal = null;
        if (kind.ListRequires.Count == 0)
        {
            return true;
        }

        using var given = JsonRequest.Parse(System.Text.Encoding.UTF8.GetBytes(model ?? string.Empty));
        var values = kind.ListRequires.Select(given.GetText).ToArray();
        var missing = kind.ListRequires.Where((_, index) => string.IsNullOrEmpty(values[index])).ToArray();
        if (missing.Length > 0)
        {
            refusal = new(
                "InvalidRequestException",
                $"Missing Or Invalid ResourceModel property in {kind.Name} list handler request input.Required property:  (#: required key [{missing[0]}] not found)");
            return false;
        }

        parent = string.Join(ResourceKey.ParentSeparator, values);
        return true;
    }

    private FaultCall FaultCallOf(AwsCall call, string kind) => new()
    {
        Service = SigningName,
        Operation = call.Operation,
        Account = call.Caller.AccountId,
        Region = call.Region,
        ResourceKind = kind,
    };
}
