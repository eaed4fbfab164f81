namespace Pipeline.Simulator.Tests.Aws;

/// <summary>What AWS says about where a queue and a bucket are, also when they are gone.</summary>
public sealed class WhereTests
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetQueueUrl_FindsAQueueByItsName_UntilItIsDeleted()
    {
        await using var world = await SimulatedWorld.StartAsync(new() { Kinds = ["AWS::SQS::Queue"] }, Cancelled);
        using var caller = AwsCaller.Of(world);
        var url = world.IdentifierOf("AWS::SQS::Queue", world.InstallationAccountId, "us-east-1", 3);
        var name = url[(url.LastIndexOf('/') + 1)..];

        var found = await caller.JsonAsync("sqs", "AmazonSQS.GetQueueUrl", new { QueueName = name }, "application/x-amz-json-1.0");
        world.DeleteResource("AWS::SQS::Queue", world.InstallationAccountId, "us-east-1", url);
        var gone = await caller.JsonAsync("sqs", "AmazonSQS.GetQueueUrl", new { QueueName = name }, "application/x-amz-json-1.0");

        Assert.Equal(url, found.Body.GetProperty("QueueUrl").GetString());
        Assert.Contains("QueueDoesNotExist", gone.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetBucketLocation_SaysWhereABucketIs_UntilItIsDeleted()
    {
        await using var world = await SimulatedWorld.StartAsync(new() { Kinds = ["AWS::S3::Bucket"], Regions = ["eu-west-1"] }, Cancelled);
        using var caller = AwsCaller.Of(world, "eu-west-1");
        var bucket = world.IdentifierOf("AWS::S3::Bucket", world.InstallationAccountId, "eu-west-1", 0);

        var found = await caller.SendAsync("s3", HttpMethod.Get, $"/{bucket}?location", []);
        world.DeleteResource("AWS::S3::Bucket", world.InstallationAccountId, "eu-west-1", bucket);
        var gone = await caller.SendAsync("s3", HttpMethod.Get, $"/{bucket}?location", []);

        Assert.Contains(">eu-west-1</LocationConstraint>", found.Text, StringComparison.Ordinal);
        Assert.Equal(404, gone.Status);
        Assert.Contains("NoSuchBucket", gone.Text, StringComparison.Ordinal);
    }
}
