using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace Pipeline.Aws.Transport;

/// <summary>
/// Takes the place of the SDK's endpoint and identity resolution: address, signing scope and keys come with the
/// request, so one client serves every service, region and account.
/// </summary>
internal sealed class AddressHandler : PipelineHandler
{
    private static readonly AWS4Signer Signer = new();
    private static readonly NullSigner Unsigned = new();

    public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var context = executionContext.RequestContext;
        var source = (ServiceRequest)context.OriginalRequest;

        context.Request.Endpoint = Address(source);
        context.Request.AuthenticationRegion = source.Endpoint.SigningRegion;
        context.Request.OverrideSigningServiceName = source.Endpoint.SigningName;
        context.Request.UseDoubleEncoding = source.Endpoint.DoubleEncodesPath;
        context.Request.SignatureVersion = SignatureVersion.SigV4;
        context.Request.ChosenAuthScheme = new AuthSchemeOption
        {
            SchemeId = source.Keys is null ? "smithy.api#noAuth" : "aws.auth#sigv4",
        };
        context.Signer = source.Keys is null ? Unsigned : Signer;
        context.Identity = Identity(source.Keys);
        return base.InvokeAsync<T>(executionContext);
    }

    public override void InvokeSync(IExecutionContext executionContext) => throw new NotSupportedException();

    private static Uri Address(ServiceRequest source)
    {
        // The path that is signed and the path that is sent differ by this slash unless the address has it.
        var url = new Uri(source.Content.PathTemplate is "" or "/" ? source.Endpoint.Url + "/" : source.Endpoint.Url);
        return source.Content.HostPrefix is { Length: > 0 } prefix && source.Endpoint.TakesHostPrefix
            ? new UriBuilder(url) { Host = prefix + url.Host }.Uri
            : url;
    }

    private static AWSCredentials Identity(AwsKeys? keys) => keys switch
    {
        null => new AnonymousAWSCredentials(),
        { SessionToken: { } token } => new SessionAWSCredentials(keys.AccessKeyId, keys.SecretAccessKey, token),
        _ => new BasicAWSCredentials(keys.AccessKeyId, keys.SecretAccessKey),
    };
}
