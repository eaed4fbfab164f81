using Pipeline.Aws.Errors;

namespace Pipeline.Aws.Tests.Errors;

public sealed class ErrorClassifierTests
{
    [Theory]
    [InlineData("AccessDenied", 403, AwsErrorClass.AccessDenied)]
    [InlineData("AccessDeniedException", 400, AwsErrorClass.AccessDenied)]
    [InlineData("AccessDeniedForDependencyException", 400, AwsErrorClass.AccessDenied)]
    [InlineData("UnauthorizedOperation", 403, AwsErrorClass.AccessDenied)]
    [InlineData("AuthorizationError", 403, AwsErrorClass.AccessDenied)]
    [InlineData("InvalidCredentialsException", 400, AwsErrorClass.AccessDenied)]
    [InlineData("Throttling", 400, AwsErrorClass.Throttled)]
    [InlineData("ThrottlingException", 400, AwsErrorClass.Throttled)]
    [InlineData("TooManyRequestsException", 429, AwsErrorClass.Throttled)]
    [InlineData("RequestLimitExceeded", 503, AwsErrorClass.Throttled)]
    [InlineData("SlowDown", 503, AwsErrorClass.Throttled)]
    [InlineData("ProvisionedThroughputExceededException", 400, AwsErrorClass.Throttled)]
    [InlineData("SomeNewThrottlingError", 400, AwsErrorClass.Throttled)]
    [InlineData("SomethingNew", 429, AwsErrorClass.Throttled)]
    [InlineData("InternalFailure", 500, AwsErrorClass.Transient)]
    [InlineData("HandlerFailureException", 502, AwsErrorClass.Transient)]
    [InlineData("HandlerInternalFailureException", 502, AwsErrorClass.Transient)]
    [InlineData("ServiceInternalErrorException", 502, AwsErrorClass.Transient)]
    [InlineData("NetworkFailureException", 502, AwsErrorClass.Transient)]
    [InlineData("NotStabilizedException", 400, AwsErrorClass.Transient)]
    [InlineData("503", 503, AwsErrorClass.Transient)]
    [InlineData("RequestTimeout", 408, AwsErrorClass.Transient)]
    [InlineData("TypeNotFoundException", 404, AwsErrorClass.KindUnsupported)]
    [InlineData("UnsupportedActionException", 405, AwsErrorClass.KindUnsupported)]
    [InlineData("CFNRegistryException", 400, AwsErrorClass.KindUnsupported)]
    [InlineData("PrivateTypeException", 400, AwsErrorClass.KindUnsupported)]
    [InlineData("UnrecognizedClientException", 400, AwsErrorClass.RegionDisabled)]
    [InlineData("InvalidClientTokenId", 403, AwsErrorClass.RegionDisabled)]
    [InlineData("AuthFailure", 401, AwsErrorClass.RegionDisabled)]
    [InlineData("OptInRequired", 403, AwsErrorClass.RegionDisabled)]
    [InlineData("RegionDisabledException", 403, AwsErrorClass.RegionDisabled)]
    [InlineData("SignatureDoesNotMatch", 403, AwsErrorClass.BadCredentials)]
    [InlineData("InvalidSignatureException", 400, AwsErrorClass.BadCredentials)]
    [InlineData("ExpiredToken", 403, AwsErrorClass.ExpiredCredentials)]
    [InlineData("ExpiredTokenException", 400, AwsErrorClass.ExpiredCredentials)]
    [InlineData("RequestExpired", 400, AwsErrorClass.ExpiredCredentials)]
    [InlineData("ResourceNotFoundException", 404, AwsErrorClass.NotFound)]
    [InlineData("NoSuchBucket", 404, AwsErrorClass.NotFound)]
    [InlineData("InvalidInstanceID.NotFound", 400, AwsErrorClass.NotFound)]
    [InlineData("AWS.SimpleQueueService.NonExistentQueue", 400, AwsErrorClass.NotFound)]
    [InlineData("404", 404, AwsErrorClass.NotFound)]
    [InlineData("InvalidRequestException", 400, AwsErrorClass.InvalidRequest)]
    [InlineData("ValidationException", 400, AwsErrorClass.InvalidRequest)]
    [InlineData("SomethingNew", 400, AwsErrorClass.InvalidRequest)]
    [InlineData("RequestTokenNotFoundException", 400, AwsErrorClass.InvalidRequest)]
    [InlineData("SomethingNew", 418, AwsErrorClass.Unexpected)]
    public void Classify_Code_SaysWhatItMeans(string code, int status, AwsErrorClass expected) =>
        Assert.Equal(expected, Classify(code, "", status));

    [Theory]
    [InlineData("User: arn:aws:sts::1:assumed-role/x is not authorized to perform: s3:ListAllMyBuckets", AwsErrorClass.AccessDenied)]
    [InlineData("Access Denied (Service: S3, Status Code: 403)", AwsErrorClass.AccessDenied)]
    [InlineData("AWS::X handler returned status FAILED: Rate exceeded", AwsErrorClass.Throttled)]
    [InlineData("Resource of type 'AWS::S3::Bucket' with identifier 'a' was not found.", AwsErrorClass.NotFound)]
    [InlineData("The bucket does not exist", AwsErrorClass.NotFound)]
    [InlineData("The resource type is not available in this region", AwsErrorClass.KindUnsupported)]
    [InlineData("Region has not been enabled", AwsErrorClass.RegionDisabled)]
    [InlineData("Something else", AwsErrorClass.Unexpected)]
    public void Classify_GeneralServiceException_IsReadByItsText(string message, AwsErrorClass expected) =>
        Assert.Equal(expected, Classify("GeneralServiceException", message, 400));

    [Fact]
    public void Classify_InvalidRequestThatIsAThrottle_IsThrottled() =>
        Assert.Equal(AwsErrorClass.Throttled, Classify("InvalidRequestException", "Rate exceeded (Service: Lambda)", 400));

    private static AwsErrorClass Classify(string code, string message, int status) =>
        ErrorClassifier.Classify(new AwsError(code, message, null, status));
}
