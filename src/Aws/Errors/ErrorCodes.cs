using System.Collections.Frozen;
using static Pipeline.Aws.AwsErrorClass;

namespace Pipeline.Aws.Errors;

/// <summary>
/// The codes whose meaning is known: those all services share (AWS's "Common Errors"), those the AWS SDKs retry, and
/// those that Cloud Control documents for ListResources and GetResource.
/// </summary>
internal static class ErrorCodes
{
    public static readonly FrozenDictionary<string, AwsErrorClass> All = Table().ToFrozenDictionary(StringComparer.Ordinal);

    private static Dictionary<string, AwsErrorClass> Table()
    {
        var table = new Dictionary<string, AwsErrorClass>(StringComparer.Ordinal);
        Add(AccessDenied, "AccessDenied AccessDeniedException UnauthorizedOperation AuthorizationError AuthorizationErrorException "
            + "NotAuthorized UnauthorizedException UnauthorizedAccess ForbiddenException InvalidCredentialsException");
        Add(Throttled, "Throttling ThrottlingException ThrottledException RequestThrottledException RequestThrottled "
            + "TooManyRequestsException ProvisionedThroughputExceededException TransactionInProgressException RequestLimitExceeded "
            + "BandwidthLimitExceeded LimitExceededException SlowDown PriorRequestNotComplete EC2ThrottledException");
        Add(Transient, "InternalFailure InternalError InternalServerError InternalServerException InternalServiceError "
            + "InternalServiceException InternalException ServiceUnavailable ServiceUnavailableException Unavailable RequestTimeout "
            + "RequestTimeoutException HandlerFailureException HandlerInternalFailureException ServiceInternalErrorException "
            + "NetworkFailureException NotStabilizedException ConcurrentModificationException ConcurrentOperationException");
        Add(KindUnsupported, "TypeNotFoundException UnsupportedActionException CFNRegistryException PrivateTypeException "
            + "ResourceNotExistsError InvalidAction UnknownOperation UnknownOperationException UnsupportedOperation "
            + "UnsupportedOperationException");
        Add(RegionDisabled, "UnrecognizedClientException InvalidClientTokenId AuthFailure OptInRequired RegionDisabledException");
        Add(BadCredentials, "SignatureDoesNotMatch InvalidSignatureException IncompleteSignature MissingAuthenticationToken "
            + "MissingAuthenticationTokenException InvalidAccessKeyId InvalidToken NotSignedUp");
        Add(ExpiredCredentials, "ExpiredToken ExpiredTokenException RequestExpired TokenRefreshRequired");
        Add(NotFound, "ResourceNotFoundException ResourceNotFound ResourceNotFoundFault NotFoundException NoSuchEntity "
            + "NoSuchBucket NoSuchEntityException");
        Add(InvalidRequest, "InvalidRequestException InvalidRequest ValidationException ValidationError InvalidParameterValue "
            + "InvalidParameterCombination InvalidParameterException InvalidQueryParameter MalformedQueryString MissingAction "
            + "MissingParameter BadRequestException SerializationException NotUpdatableException RequestTokenNotFoundException "
            + "ClientTokenConflictException AlreadyExistsException ServiceLimitExceededException");
        return table;

        void Add(AwsErrorClass errorClass, string codes)
        {
            foreach (var code in codes.Split(' '))
            {
                table.Add(code, errorClass);
            }
        }
    }
}
