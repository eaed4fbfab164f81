using System.Net;
using Amazon.Runtime;
using Pipeline.Aws.Errors;

namespace Pipeline.Aws.Transport;

/// <summary>Carries AWS's refusal out of the SDK's pipeline, in the form in which its clock skew correction knows it.</summary>
internal sealed class RefusedException(AwsError error)
    : AmazonServiceException(error.Message, ErrorType.Unknown, error.Code, error.RequestId, (HttpStatusCode)error.StatusCode)
{
    public AwsError Error { get; } = error;
}
