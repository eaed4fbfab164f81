using System.Globalization;
using Microsoft.AspNetCore.Http;
using Pipeline.Simulator.Aws.Signing;
using Pipeline.Simulator.Faults;
using Pipeline.Simulator.Hosting;
using Pipeline.Simulator.Organisation;
using Pipeline.Simulator.Recording;

namespace Pipeline.Simulator.Aws;

/// <summary>One address for all services: what is asked of whom stands in the signature's scope.</summary>
internal sealed class AwsEndpoint(
    SimulatedOrganisation organisation,
    SignatureVerifier signatures,
    IEnumerable<IAwsService> services,
    SimulatorOptions options,
    FaultBook faults,
    RequestLog log,
    TimeProvider clock)
{
    private const int LargestBody = 1024 * 1024;

    private readonly Dictionary<string, IAwsService> byName = services.ToDictionary(service => service.SigningName, StringComparer.Ordinal);
    private long requests;

    public async Task HandleAsync(HttpContext context)
    {
        var started = clock.GetTimestamp();
        var requestId = string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{Interlocked.Increment(ref requests):x12}");
        context.Response.Headers["x-amzn-RequestId"] = requestId;
        using var body = await RequestBody.ReadAsync(context, LargestBody);
        using var answer = new PooledBuffer();
        var authorization = AuthorizationHeader.TryParse(context.Request.Headers.Authorization);
        var service = authorization is null ? null : byName.GetValueOrDefault(authorization.Service);
        var protocol = service?.Protocol ?? ProtocolOf(context.Request);
        var operation = OperationName.Of(context.Request, protocol, body is null ? default : body.Written.Span);
        AwsCall? call = null;
        var error = body is null
            ? new AwsError("RequestEntityTooLarge", "The request is too large.", 413)
            : Authenticate(context, authorization, service, protocol, operation, body, answer, out call);
        if (error is null)
        {
            error = await AnswerAsync(service!, call!, context.RequestAborted);
        }

        context.Response.StatusCode = error?.Status ?? 200;
        context.Response.ContentType = ContentTypeOf(protocol);
        if (error is not null)
        {
            AwsErrorWriter.Write(error, protocol, requestId, answer);
            context.Response.Headers["x-amzn-ErrorType"] = error.Code;
        }

        log.AddAws(context, authorization, operation, error, body?.Written ?? default, clock.GetElapsedTime(started));
        await SendAsync(context, answer, call?.CutAnswer == true);
    }

    private AwsError? Authenticate(
        HttpContext context, AuthorizationHeader? authorization, IAwsService? service, AwsProtocol protocol, string operation,
        PooledBuffer body, PooledBuffer answer, out AwsCall? call)
    {
        call = null;
        if (authorization is null)
        {
            return new(protocol == AwsProtocol.Query ? "MissingAuthenticationToken" : "MissingAuthenticationTokenException", "Missing Authentication Token", 403);
        }

        if (signatures.Verify(context, authorization, protocol, body.Written.Span, out var caller) is { } refusal)
        {
            return refusal;
        }

        if (service is null)
        {
            return new("UnknownServiceException", $"The simulator does not serve '{authorization.Service}'; it has {string.Join(", ", byName.Keys)}.", 404);
        }

        call = new(protocol, service.SigningName, operation, authorization.Region, caller, body.Written, answer)
        {
            Path = context.Request.Path.Value ?? string.Empty,
        };
        return null;
    }

    private async Task<AwsError?> AnswerAsync(IAwsService service, AwsCall call, CancellationToken cancellationToken)
    {
        var fault = new FaultCall
        {
            Service = call.Service, Operation = call.Operation, Account = call.Caller.AccountId, Region = call.Region,
        };
        var delay = faults.DelayOf(SimulatorFaultKind.Latency, fault);
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, clock, cancellationToken);
        }

        if (faults.Hits(SimulatorFaultKind.ExpireCredentials, fault))
        {
            return ServiceErrors.Expired(call);
        }

        if (IsRegional(call) && (!organisation.Regions.Contains(call.Region) || faults.Hits(SimulatorFaultKind.DisableRegion, fault)))
        {
            return ServiceErrors.RegionDisabled(call);
        }

        if (faults.Hits(SimulatorFaultKind.Throttle, fault))
        {
            return ServiceErrors.Throttled(call);
        }

        // The organisation's role reads the organisation and nothing else.
        return (IsOrganisationRole(call) && call.Service is not ("sts" or "organizations")) || (!IsRegional(call) && faults.Hits(SimulatorFaultKind.Deny, fault))
            ? AwsError.AccessDenied(call, $"{service.ActionPrefix}:{call.Operation}")
            : service.Answer(call);
    }

    private bool IsOrganisationRole(AwsCall call) =>
        call.Caller.RoleName == options.OrganizationRoleName && call.Caller.RoleName != options.AccountReadRoleName;

    private static bool IsRegional(AwsCall call) => call.Service is "cloudcontrolapi" or "sqs";

    private static async Task SendAsync(HttpContext context, PooledBuffer answer, bool cut)
    {
        var written = answer.Written;
        context.Response.ContentLength = written.Length;
        if (!cut)
        {
            await context.Response.Body.WriteAsync(written, context.RequestAborted);
            return;
        }

        await context.Response.Body.WriteAsync(written[..(written.Length / 2)], context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }

    private static AwsProtocol ProtocolOf(HttpRequest request) =>
        request.Headers.ContainsKey("X-Amz-Target") ? AwsProtocol.Json11
        : request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true ? AwsProtocol.Query
        : AwsProtocol.RestJson;

    private static string ContentTypeOf(AwsProtocol protocol) => protocol switch
    {
        AwsProtocol.Json10 => "application/x-amz-json-1.0",
        AwsProtocol.Json11 => "application/x-amz-json-1.1",
        AwsProtocol.Query => "text/xml",
        AwsProtocol.RestXml => "application/xml",
        _ => "application/json",
    };
}
