using Pipeline.ServiceDefaults.Services;

namespace Pipeline.ServiceDefaults.Tests;

public sealed class ServiceSettingsTests
{
    [Fact]
    public void Read_ServiceWithoutBucketAndRegion_BothErrorsAtOnce()
    {
        var errors = Assert.Throws<SettingsException>(() => Read()).Errors;

        Assert.Equal(["PIPELINE__AWS__REGION", "PIPELINE__CLAIM_CHECK__BUCKET"], errors.Select(error => error.Variable));
    }

    [Fact]
    public void Read_ServiceThatDoesNotCallPort_NeedsNoCredentialsOfPort()
    {
        var settings = Read(("AWS_REGION", "eu-central-1"), ("PIPELINE__CLAIM_CHECK__BUCKET", "a-bucket"));

        Assert.Null(settings.Port.ClientId);
        Assert.Null(settings.Port.ClientSecret);
        Assert.Equal("eu-central-1", settings.Service.Region);
        Assert.True(settings.Service.CreatesTopology);
        Assert.Equal("pipeline", settings.Service.Table);
        Assert.Null(settings.Service.HealthPort);
    }

    [Fact]
    public void Read_OneProcess_NeedsNothingOfAService()
    {
        var settings = TestVariables.Read();

        Assert.Equal(string.Empty, settings.Service.Bucket);
        Assert.Equal(string.Empty, settings.Service.Region);
    }

    [Fact]
    public void Read_EndpointOfOneService_IsThePipelinesOwnAndTheGeneralOneIsNot()
    {
        var settings = Read(
            ("AWS_REGION", "eu-central-1"), ("PIPELINE__AWS__REGION", "eu-west-1"), ("PIPELINE__CLAIM_CHECK__BUCKET", "a-bucket"),
            ("AWS_ENDPOINT_URL", "http://resources:1"), ("AWS_ENDPOINT_URL_SQS", "http://queues:2"));

        Assert.Equal("eu-west-1", settings.Service.Region);
        Assert.Equal(new Uri("http://queues:2"), settings.Service.SqsUrl);
        Assert.Null(settings.Service.SnsUrl);
        Assert.Null(settings.Service.S3Url);
        Assert.Null(settings.Service.DynamoDbUrl);
    }

    [Theory]
    [InlineData("PIPELINE__MESSAGING__PREFIX", "a.b")]
    [InlineData("PIPELINE__MESSAGING__TOPOLOGY", "Delete")]
    [InlineData("PIPELINE__LEDGER__TABLE", "a b")]
    [InlineData("PIPELINE__HEALTH__PORT", "99999")]
    [InlineData("AWS_ENDPOINT_URL_S3", "localhost:4566")]
    public void Read_WrongValue_IsNamed(string variable, string value) =>
        Assert.Equal(variable, TestVariables.SingleError((variable, value)).Variable);

    [Theory]
    [InlineData("verify", false)]
    [InlineData("Create", true)]
    public void Read_Topology_InAnyCase(string value, bool creates) =>
        Assert.Equal(creates, TestVariables.Read(("PIPELINE__MESSAGING__TOPOLOGY", value)).Service.CreatesTopology);

    private static PipelineSettings Read(params (string Name, string? Value)[] variables) => SettingsReader.Read(
        variables.ToDictionary(variable => variable.Name, variable => variable.Value), SettingsNeeds.Service);
}
