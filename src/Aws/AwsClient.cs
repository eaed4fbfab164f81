using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pipeline.Aws.Endpoints;
using Pipeline.Aws.Errors;
using Pipeline.Aws.Models;
using Pipeline.Aws.Paging;
using Pipeline.Aws.Protocols;
using Pipeline.Aws.Transport;

namespace Pipeline.Aws;

/// <summary>
/// Calls any read operation of any AWS service by name, and returns what boto3 would return. One for a process: it
/// shares connections between all services, regions and accounts. Safe to use from many calls at once.
/// </summary>
/// <remarks>
/// A call is one HTTP request, so that one layer above decides about retries. Two exceptions, each once: keys that AWS
/// calls expired are renewed, and a request refused for this machine's wrong clock is signed anew with AWS's time.
/// </remarks>
public sealed class AwsClient : IDisposable
{
    // Results are data for jq and HTTP, never part of a page: quotes and slashes need no escapes for a browser's sake.
    private static readonly JsonWriterOptions ResultWriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 600,
        SkipValidation = true,
    };

    private readonly AwsClientOptions _options;
    private readonly EndpointResolver _endpoints;
    private readonly SdkTransport _transport;

    public AwsClient(AwsClientOptions options, TimeProvider timeProvider)
    {
        _options = options;
        TimeProvider = timeProvider;
        _endpoints = new EndpointResolver(new EndpointVariables(options.Environment));
        _transport = new SdkTransport(options);
    }

    internal TimeProvider TimeProvider { get; }

    /// <summary>Calls AWS.</summary>
    /// <exception cref="AwsException">The call did not succeed; its class says what that means.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<AwsResponse> CallAsync(AwsCall call, CancellationToken cancellationToken)
    {
        var prepared = Prepare(call);
        if (prepared.Operation.IsAnonymous)
        {
            return await AttemptAsync(call, prepared, null, cancellationToken);
        }

        var keys = await call.Credentials.ResolveAsync(cancellationToken);
        try
        {
            return await AttemptAsync(call, prepared, keys, cancellationToken);
        }
        catch (AwsException expired) when (expired.Class == AwsErrorClass.ExpiredCredentials && call.Credentials.Invalidate(keys))
        {
            var renewed = await call.Credentials.ResolveAsync(cancellationToken);
            return await AttemptAsync(call, prepared, renewed, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    private PreparedCall Prepare(AwsCall call)
    {
        try
        {
            return PreparedCall.From(call, _endpoints);
        }
        catch (Exception failure) when (failure is AwsException or ParameterException)
        {
            throw Failures.Translate(failure, call);
        }
    }

    private async Task<AwsResponse> AttemptAsync(AwsCall call, PreparedCall prepared, AwsKeys? keys, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_options.AttemptTimeout, TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var response = await _transport.SendAsync(prepared.ToRequest(keys), either.Token);
            return Convert(call, prepared.Operation, response);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failures.Translate(failure, call);
        }
    }

    private static AwsResponse Convert(AwsCall call, Operation operation, WireResponse response)
    {
        // JSON comes out no longer than it came in, XML shorter; the writer reserves some room ahead.
        var buffer = new ArrayBufferWriter<byte>(response.Body.Length + 1024);
        using var writer = new Utf8JsonWriter(buffer, ResultWriterOptions);
        var notes = new PageNotes(operation.Pages);
        Protocol.For(operation.Service).WriteResult(operation, response, new ResultContext(writer, call.TextStyle, notes));
        writer.Flush();

        var next = notes.NextToken(operation.Paginator, buffer.WrittenSpan);
        return next is null || next != call.PageToken
            ? new AwsResponse { Body = buffer.WrittenMemory, RequestId = response.RequestId ?? "", NextToken = next }
            : throw new AwsException(AwsErrorClass.Unexpected, "RepeatedPageToken", "The page names itself as the next one.");
    }
}
