using Amazon.Runtime;
using Pipeline.Aws.Endpoints;
using Pipeline.Aws.Models;
using Pipeline.Aws.Protocols;

namespace Pipeline.Aws.Transport;

/// <summary>All that the SDK's pipeline needs to send one request.</summary>
internal sealed class ServiceRequest(Operation operation, Protocol protocol, WireRequest content, Endpoint endpoint, AwsKeys? keys)
    : AmazonWebServiceRequest
{
    public Operation Operation { get; } = operation;

    public Protocol Protocol { get; } = protocol;

    public WireRequest Content { get; } = content;

    public Endpoint Endpoint { get; } = endpoint;

    /// <summary>The keys to sign with; none for a call that goes unsigned.</summary>
    public AwsKeys? Keys { get; } = keys;
}
