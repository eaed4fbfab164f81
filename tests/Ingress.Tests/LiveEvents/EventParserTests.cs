using System.Text;
using Pipeline.Ingress.LiveEvents.Catalog;
using Pipeline.Ingress.LiveEvents.Parsing;

namespace Pipeline.Ingress.Tests.LiveEvents;

public sealed class EventParserTests
{
    private const string Arn = "arn:aws:lambda:eu-central-1:444455556666:function:f";

    private readonly EventParser _sut = new(EventCatalog.Load(), TimeProvider.System);

    public static TheoryData<string, string, string, string, string, string> Calls => new()
    {
        { "s3", "CreateBucket", """{"bucketName":"b"}""", "null", "AWS::S3::Bucket", "b" },
        { "s3", "PutBucketTagging", """{"bucketName":"b"}""", "null", "AWS::S3::Bucket", "b" },
        { "s3", "DeleteBucket", """{"bucketName":"b"}""", "null", "AWS::S3::Bucket", "b" },
        { "ec2", "RunInstances", "{}", """{"instancesSet":{"items":[{"instanceId":"i-1"},{"instanceId":"i-2"}]} }""", "AWS::EC2::Instance", "i-1,i-2" },
        { "ec2", "TerminateInstances", """{"instancesSet":{"items":[{"instanceId":"i-1"},{"instanceId":"i-2"}]} }""", "null", "AWS::EC2::Instance", "i-1,i-2" },
        { "ec2", "CreateTags", """{"resourcesSet":{"items":[{"resourceId":"vol-1"},{"resourceId":"vol-2"}]} }""", "null", "AWS::EC2::Volume", "vol-1,vol-2" },
        { "ecs", "CreateCluster", "{}", """{"cluster":{"clusterName":"c"} }""", "AWS::ECS::Cluster", "c" },
        { "ecs", "DeleteCluster", """{"cluster":"c"}""", "null", "AWS::ECS::Cluster", "c" },
        { "ecs", "CreateService", "{}", """{"service":{"serviceArn":"s","clusterArn":"c"} }""", "AWS::ECS::Service", "s|c" },
        { "lambda", "CreateFunction20150331", """{"functionName":"f"}""", """{"functionName":"f","functionArn":"arn:f"}""", "AWS::Lambda::Function", "arn:f" },
        { "lambda", "UpdateFunctionCode20150331v2", """{"functionName":"f"}""", "null", "AWS::Lambda::Function", "f" },
        { "lambda", "DeleteFunction20150331", """{"functionName":"f"}""", "null", "AWS::Lambda::Function", "f" },
        { "sns", "CreateTopic", """{"name":"t"}""", """{"topicArn":"arn:t"}""", "AWS::SNS::Topic", "arn:t" },
        { "sqs", "CreateQueue", """{"queueName":"q"}""", """{"queueUrl":"https://q"}""", "AWS::SQS::Queue", "https://q" },
        { "sqs", "TagQueue", """{"queueUrl":"https://q"}""", "null", "AWS::SQS::Queue", "https://q" },
        { "apigateway", "CreateRestApi", "{}", """{"id":"r"}""", "AWS::ApiGateway::RestApi", "r" },
        { "apigateway", "DeleteApi", """{"apiId":"a"}""", "null", "AWS::ApiGatewayV2::Api", "a" },
        { "cloudfront", "CreateDistribution2020_05_31", "{}", """{"distribution":{"id":"d"} }""", "AWS::CloudFront::Distribution", "d" },
        { "rds", "CreateDBInstance", """{"dBInstanceIdentifier":"d"}""", "null", "AWS::RDS::DBInstance", "d" },
        { "rds", "RestoreDBInstanceFromDBSnapshot", """{"dBInstanceIdentifier":"d"}""", "null", "AWS::RDS::DBInstance", "d" },
        { "states", "DeleteStateMachine", """{"stateMachineArn":"arn:m"}""", "null", "AWS::StepFunctions::StateMachine", "arn:m" },
        { "elasticbeanstalk", "UpdateApplication", """{"applicationName":"a"}""", "null", "AWS::ElasticBeanstalk::Application", "a" },
        { "cloudformation", "DeleteStack", """{"stackName":"s"}""", "null", "AWS::CloudFormation::Stack", "s" },
        { "eks", "CreateCluster", """{"name":"e"}""", "null", "AWS::EKS::Cluster", "e" },
        { "ecr", "PutLifecyclePolicy", """{"repositoryName":"r"}""", "null", "AWS::ECR::Repository", "r" },
        { "elasticache", "ModifyServerlessCache", """{"serverlessCacheName":"s"}""", "null", "AWS::ElastiCache::ServerlessCache", "s" },
        { "autoscaling", "CreateOrUpdateTags", """{"tags":[{"resourceId":"a"},{"resourceId":"b"}]}""", "null", "AWS::AutoScaling::AutoScalingGroup", "a,b" },
        { "iam", "TagRole", """{"roleName":"r"}""", "null", "AWS::IAM::Role", "r" },
        { "lambda", "TagResource20170331v2", $$"""{"resource":"{{Arn}}"}""", "null", "AWS::Lambda::Function", Arn },
        { "lambda", "TagResource", $$"""{"resource":"{{Arn}}"}""", "null", "AWS::Lambda::Function", Arn },
        { "tagging", "TagResources", $$"""{"resourceARNList":["{{Arn}}"]}""", "null", "AWS::Lambda::Function", Arn },
        { "ssm", "DeleteParameters", """{"names":["/a","/b"]}""", "null", "AWS::SSM::Parameter", "/a,/b" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public void Parse_ApiCall_NamesEveryResource(string service, string name, string request, string response, string kind, string identifiers)
    {
        var changes = Parse(Events.Call(service, name, request, response)).Changes;

        Assert.Equal(identifiers, string.Join(',', changes.Select(change => change.Resource.Identifier)));
        Assert.All(changes, change => Assert.Equal(kind, change.Resource.Kind));
    }

    [Theory]
    [InlineData("aws.ec2", "EC2 Instance State-change Notification", """{"instance-id":"i-1","state":"terminated"}""", "[]", "AWS::EC2::Instance", "i-1")]
    [InlineData("aws.cloudformation", "CloudFormation Stack Status Change", """{"stack-id":"arn:aws:cloudformation:eu-west-1:111122223333:stack/s/1","status-details":{"status":"DELETE_COMPLETE"} }""", "[]", "AWS::CloudFormation::Stack", "arn:aws:cloudformation:eu-west-1:111122223333:stack/s/1")]
    [InlineData("aws.apprunner", "AppRunner Service Operation Status Change", "{}", """["arn:a"]""", "AWS::AppRunner::Service", "arn:a")]
    [InlineData("aws.elasticbeanstalk", "Elastic Beanstalk resource status change", """{"EnvironmentName":"e"}""", "[]", "AWS::ElasticBeanstalk::Environment", "e")]
    [InlineData("aws.ssm", "Parameter Store Change", """{"name":"/p","operation":"Delete"}""", "[]", "AWS::SSM::Parameter", "/p")]
    [InlineData("aws.tag", "Tag Change on Resource", "{}", """["arn:aws:dynamodb:eu-west-1:111122223333:table/t"]""", "AWS::DynamoDB::Table", "arn:aws:dynamodb:eu-west-1:111122223333:table/t")]
    public void Parse_Event_NamesTheResource(string source, string type, string detail, string resources, string kind, string identifier)
    {
        var change = Parse(Events.Event(source, type, detail, resources)).Changes[0];

        Assert.Equal((kind, identifier, Events.Account, "eu-west-1"),
            (change.Resource.Kind, change.Resource.Identifier, change.Resource.AccountId, change.Resource.Region));
    }

    [Fact]
    public void Parse_Call_TakesTheAccountOfTheEventAndNotOfTheCaller()
    {
        var change = Assert.Single(Parse(Events.Call("s3", "CreateBucket", """{"bucketName":"b"}""")).Changes);

        Assert.Equal((Events.Account, "eu-west-1", true), (change.Resource.AccountId, change.Resource.Region, change.Created));
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero), change.OccurredAt);
    }

    [Fact]
    public void Parse_CallAboutAnArnOfAnotherAccount_TakesTheAccountThatHoldsIt()
    {
        var change = Assert.Single(Parse(Events.Call("sns", "Subscribe", """{"topicArn":"arn:aws:sns:us-west-2:444455556666:t"}""")).Changes);

        Assert.Equal(("444455556666", "us-west-2"), (change.Resource.AccountId, change.Resource.Region));
    }

    [Fact]
    public void Parse_LoadBalancer_IsBothKindsThatReadIt() => Assert.Equal(
        ["AWS::ELBV2::LoadBalancer", "AWS::ElasticLoadBalancingV2::LoadBalancer"],
        Parse(Events.Call("elasticloadbalancing", "DeleteLoadBalancer", """{"loadBalancerArn":"arn:l"}""")).Changes.Select(change => change.Resource.Kind).Order(StringComparer.Ordinal));

    [Fact]
    public void Parse_CallThatFailed_ChangesNothing()
    {
        var reading = Parse(Events.Call("s3", "DeleteBucket", """{"bucketName":"b"}""", errorCode: "AccessDenied"));

        Assert.Empty(reading.Changes);
        Assert.Equal(1, reading.Failed);
    }

    [Fact]
    public void Parse_EventNobodyKnows_IsCounted()
    {
        Assert.Equal(1, Parse(Events.Event("aws.health", "AWS Health Event")).Unknown);
        Assert.Equal(1, Parse(Events.Call("s3", "GetBucketAcl", """{"bucketName":"b"}""")).Unknown);
    }

    [Theory]
    [InlineData("""{"bucketName":""}""")]
    [InlineData("""{"bucketName":5}""")]
    [InlineData("""{"bucketName":"a\u0007"}""")]
    [InlineData("null")]
    [InlineData("[]")]
    public void Parse_KnownEventWithoutAResource_IsCounted(string request) =>
        Assert.Equal(1, Parse(Events.Call("s3", "CreateBucket", request)).Unusable);

    [Fact]
    public void Parse_AddedRows_AreUsedBesideThoseOfTheProgram()
    {
        var added = """{"calls":[{"service":"wickr","calls":["CreateNetwork"],"kinds":["AWS::Wickr::Network"],"identifier":["response.networkId"]}]}"""u8.ToArray();
        var sut = new EventParser(EventCatalog.Load(added), TimeProvider.System);

        Assert.Equal("n", Assert.Single(sut.Parse(Encoding.UTF8.GetBytes(Events.Call("wickr", "CreateNetwork", response: """{"networkId":"n"}"""))).Changes).Resource.Identifier);
        Assert.Single(sut.Parse(Encoding.UTF8.GetBytes(Events.Call("s3", "CreateBucket", """{"bucketName":"b"}"""))).Changes);
    }

    [Fact]
    public void Load_RowsThatCannotBeUsed_NamesEveryFault()
    {
        var exception = Assert.Throws<EventCatalogException>(() => EventCatalog.Load(
            """{"call":[],"calls":[{"service":"","calls":["X"],"kinds":["Bucket"],"identifier":["a..b"]}]}"""u8.ToArray()));

        Assert.Equal(4, exception.Errors.Count);
    }

    [Fact]
    public void Load_Catalog_KnowsAtLeastFortyKinds() => Assert.True(EventCatalog.Load().Kinds.Count >= 40);

    private EventReading Parse(string body) => _sut.Parse(Encoding.UTF8.GetBytes(body));
}
