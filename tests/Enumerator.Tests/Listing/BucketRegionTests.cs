using Pipeline.Contracts;
using Pipeline.Tests.Aws;

namespace Pipeline.Enumerator.Tests.Listing;

public sealed class BucketRegionTests
{
    private const string Listed = """{"TypeName":"AWS::S3::Bucket","ResourceDescriptions":[{"Identifier":"b-1","Properties":"{}"}]}""";
    private const string Found = """{"ResourceDescription":{"Identifier":"b-1","Properties":"{\"BucketName\":\"b-1\"}"}}""";

    [Fact]
    public async Task Run_BucketOfAnotherRegion_IsReadThere()
    {
        await using var stub = await AwsStub.StartAsync(request => Answer(
            request, new StubAnswer(200, """<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">ap-south-1</LocationConstraint>""", "application/xml")));
        await using var host = await EnumeratorHost.StartAsync(stub);

        var run = await host.RunAsync(Mappings.OfKinds("AWS::S3::Bucket"));

        Assert.Equal(RunOutcome.Complete, run.Outcome);
        var bucket = Assert.Single(host.Downstream.Resources);
        Assert.Equal("ap-south-1", bucket.Raw.GetProperty("__Region").GetString());
    }

    [Fact]
    public async Task Run_BucketThatIsGone_IsLeftOut()
    {
        await using var stub = await AwsStub.StartAsync(request => Answer(
            request, new StubAnswer(404, "<Error><Code>NoSuchBucket</Code><Message>It is gone.</Message></Error>", "application/xml")));
        await using var host = await EnumeratorHost.StartAsync(stub);

        var run = await host.RunAsync(Mappings.OfKinds("AWS::S3::Bucket"));

        Assert.Equal(RunOutcome.Complete, run.Outcome);
        Assert.Empty(host.Downstream.Resources);
    }

    [Fact]
    public async Task Run_BucketWhoseRegionIsDenied_FailsTheScope()
    {
        await using var stub = await AwsStub.StartAsync(request => Answer(
            request, new StubAnswer(403, "<Error><Code>AccessDenied</Code><Message>No.</Message></Error>", "application/xml")));
        await using var host = await EnumeratorHost.StartAsync(stub);

        var run = await host.RunAsync(Mappings.OfKinds("AWS::S3::Bucket"));

        var scope = Assert.Single(run.Scopes);
        Assert.Equal("InvalidRequestException", scope.Failure?.Code);
    }

    private static StubAnswer? Answer(StubRequest request, StubAnswer location) => request.Operation switch
    {
        "ListResources" => StubAnswer.Json(Listed),
        "GetResource" when request.Region != "ap-south-1" => StubAnswer.Error("InvalidRequestException"),
        "GetResource" => StubAnswer.Json(Found),
        _ when request.Service == "s3" => location,
        _ => null,
    };
}
