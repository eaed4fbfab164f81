using System.Text.Json;
using Pipeline.Aws.Endpoints;

namespace Pipeline.Aws.Tests.Endpoints;

public sealed class EndpointVariablesTests
{
    [Theory]
    [InlineData("cloudcontrol", "AWS_ENDPOINT_URL_CLOUDCONTROL")]
    [InlineData("sts", "AWS_ENDPOINT_URL_STS")]
    [InlineData("organizations", "AWS_ENDPOINT_URL_ORGANIZATIONS")]
    [InlineData("account", "AWS_ENDPOINT_URL_ACCOUNT")]
    [InlineData("resource-groups", "AWS_ENDPOINT_URL_RESOURCE_GROUPS")]
    [InlineData("elbv2", "AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2")]
    [InlineData("stepfunctions", "AWS_ENDPOINT_URL_SFN")]
    public void Override_OfOneService_GoesBeforeTheGeneralOne(string service, string variable)
    {
        var serviceId = AwsModels.FindService(service).Metadata.ServiceId;
        var variables = Create((variable, "http://127.0.0.1:4567/base/"), ("AWS_ENDPOINT_URL", "http://general"));

        Assert.Equal("http://127.0.0.1:4567/base", variables.Override(serviceId));
        Assert.Equal("http://general", variables.Override("Another Service"));
    }

    [Fact]
    public void Override_WhenTheyAreToBeIgnored_IsNone() =>
        Assert.Null(Create(("AWS_ENDPOINT_URL", "http://general"), ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "True")).Override("STS"));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Override_Empty_IsNone(string value) => Assert.Null(Create(("AWS_ENDPOINT_URL", value)).Override("STS"));

    [Theory]
    [InlineData("localhost:4566")]
    [InlineData("ftp://localhost")]
    [InlineData("http://localhost?x=1")]
    public void Override_ThatIsNoAddress_NamesTheVariable(string value)
    {
        var error = Assert.Throws<AwsException>(() => Create(("AWS_ENDPOINT_URL", value)).Override("STS"));

        Assert.Equal(AwsErrorClass.InvalidRequest, error.Class);
        Assert.Contains("AWS_ENDPOINT_URL is '" + value, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_FlagsInTheEnvironment_AreObeyed()
    {
        var service = AwsModels.FindService("cloudcontrol");
        var resolver = new EndpointResolver(Create(("AWS_USE_FIPS_ENDPOINT", "true"), ("AWS_USE_DUALSTACK_ENDPOINT", "true")));

        var endpoint = resolver.Resolve(service, service.Find("ListResources")!, "us-east-1", default);

        Assert.Equal("https://cloudcontrolapi-fips.us-east-1.api.aws", endpoint.Url);
        Assert.Equal(("us-east-1", "cloudcontrolapi"), (endpoint.SigningRegion, endpoint.SigningName));
    }

    [Theory]
    [InlineData("", "https://my-bucket.s3.eu-west-1.amazonaws.com")]
    [InlineData("http://127.0.0.1:4566", "http://127.0.0.1:4566/my-bucket")]
    [InlineData("http://localhost:4566/base", "http://localhost:4566/base/my-bucket")]
    public void Resolve_Bucket_IsInTheHostAtAwsAndInThePathElsewhere(string configured, string url)
    {
        var service = AwsModels.FindService("s3");
        var resolver = new EndpointResolver(Create(("AWS_ENDPOINT_URL_S3", configured)));

        var endpoint = resolver.Resolve(
            service, service.Find("GetBucketLocation")!, "eu-west-1", JsonElement.Parse("""{"Bucket":"my-bucket"}"""));

        Assert.Equal(url, endpoint.Url);
        Assert.False(endpoint.DoubleEncodesPath);
    }

    [Fact]
    public void Resolve_RegionThatIsNoHostLabel_IsRefused()
    {
        var service = AwsModels.FindService("cloudcontrol");
        var resolver = new EndpointResolver(Create());

        var error = Assert.Throws<AwsException>(() => resolver.Resolve(service, service.Find("ListResources")!, "eu west/1", default));

        Assert.Equal(AwsErrorClass.InvalidRequest, error.Class);
    }

    private static EndpointVariables Create(params (string Name, string Value)[] variables) =>
        new(variables.ToDictionary(pair => pair.Name, string? (pair) => pair.Value));
}
