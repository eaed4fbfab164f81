using Pipeline.Enumerator.Fetching.Identifiers;

namespace Pipeline.Enumerator.Tests.Fetching;

public sealed class IdentifierFormsTests
{
    [Theory]
    [InlineData("AWS::Lambda::Function", "arn:aws:lambda:eu-west-1:111111111111:function:f:prod", "f")]
    [InlineData("AWS::Lambda::Function", "111111111111:function:f", "f")]
    [InlineData("AWS::Lambda::Function", "f", "f")]
    [InlineData("AWS::SNS::Topic", "t", "arn:aws:sns:eu-west-1:111111111111:t")]
    [InlineData("AWS::SNS::Topic", "arn:aws:sns:eu-west-1:111111111111:t", "arn:aws:sns:eu-west-1:111111111111:t")]
    [InlineData("AWS::SNS::Topic", "arn:aws:sns:eu-west-1:111111111111:t:0f8fad5b-d9cb-469f-a165-70867728950e", "arn:aws:sns:eu-west-1:111111111111:t")]
    [InlineData("AWS::SQS::Queue", "q", "https://sqs.eu-west-1.amazonaws.com/111111111111/q")]
    [InlineData("AWS::SQS::Queue", "arn:aws:sqs:eu-west-1:111111111111:q", "https://sqs.eu-west-1.amazonaws.com/111111111111/q")]
    [InlineData("AWS::SQS::Queue", "https://eu-west-1.queue.amazonaws.com/111111111111/q", "https://sqs.eu-west-1.amazonaws.com/111111111111/q")]
    [InlineData("AWS::SQS::Queue", "http://sqs.eu-west-1.localhost:4566/111111111111/q", "http://sqs.eu-west-1.localhost:4566/111111111111/q")]
    [InlineData("AWS::S3::Bucket", "arn:aws:s3:::b", "b")]
    [InlineData("AWS::ECS::Cluster", "arn:aws:ecs:eu-west-1:111111111111:cluster/c", "c")]
    [InlineData("AWS::ECS::Service", "arn:aws:ecs:eu-west-1:111111111111:service/c/s", "arn:aws:ecs:eu-west-1:111111111111:service/c/s|arn:aws:ecs:eu-west-1:111111111111:cluster/c")]
    [InlineData("AWS::ECS::Service", "arn:aws:ecs:eu-west-1:111111111111:service/c/s|c", "arn:aws:ecs:eu-west-1:111111111111:service/c/s|c")]
    [InlineData("AWS::ECR::Repository", "arn:aws:ecr:eu-west-1:111111111111:repository/team/app", "team/app")]
    [InlineData("AWS::DynamoDB::Table", "arn:aws:dynamodb:eu-west-1:111111111111:table/t/index/i", "t")]
    [InlineData("AWS::RDS::DBInstance", "arn:aws:rds:eu-west-1:111111111111:db:d", "d")]
    [InlineData("AWS::Logs::LogGroup", "arn:aws:logs:eu-west-1:111111111111:log-group:/aws/lambda/f:*", "/aws/lambda/f")]
    [InlineData("AWS::SSM::Parameter", "arn:aws:ssm:eu-west-1:111111111111:parameter/a/b", "/a/b")]
    [InlineData("AWS::SSM::Parameter", "arn:aws:ssm:eu-west-1:111111111111:parameter/a", "a")]
    [InlineData("AWS::IAM::Role", "arn:aws:iam::111111111111:role/service-role/r", "r")]
    [InlineData("AWS::KMS::Key", "arn:aws:kms:eu-west-1:111111111111:key/k", "k")]
    [InlineData("AWS::StepFunctions::StateMachine", "m", "arn:aws:states:eu-west-1:111111111111:stateMachine:m")]
    [InlineData("AWS::ELBV2::LoadBalancer", "arn:aws:elasticloadbalancing:eu-west-1:111111111111:listener/app/l/1/2", "arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/l/1")]
    [InlineData("AWS::ResourceGroups::Group", "arn:aws:resource-groups:eu-west-1:111111111111:group/g", "g")]
    [InlineData("AWS::ResourceGroups::Group+members", "g", "arn:aws:resource-groups:eu-west-1:111111111111:group/g")]
    [InlineData("AWS::AutoScaling::AutoScalingGroup", "arn:aws:autoscaling:eu-west-1:111111111111:autoScalingGroup:u:autoScalingGroupName/a", "a")]
    [InlineData("AWS::Organizations::Account", "arn:aws:organizations::111111111111:account/o-1/222222222222", "222222222222")]
    public void Of_KindWithRules_IsWhatListingSays(string kind, string identifier, string expected) =>
        Assert.Equal([expected], IdentifierForms.Of(identifier, Place(kind)));

    [Fact]
    public void Of_ArnOfAKindWithoutRules_MayBeTheArnOrItsLastPart() =>
        Assert.Equal(["arn:aws:x:eu-west-1:111111111111:thing/t", "t"], IdentifierForms.Of("arn:aws:x:eu-west-1:111111111111:thing/t", Place("AWS::X::Thing")));

    [Fact]
    public void Of_China_HasItsOwnPartitionAndSuffix()
    {
        var place = Place("AWS::SQS::Queue") with { Partition = "aws-cn", Region = "cn-north-1" };

        Assert.Equal(["https://sqs.cn-north-1.amazonaws.com.cn/111111111111/q"], IdentifierForms.Of("q", place));
        Assert.Equal(["arn:aws-cn:sns:cn-north-1:111111111111:t"], IdentifierForms.Of("t", place with { Kind = "AWS::SNS::Topic" }));
    }

    private static IdentifierPlace Place(string kind) => new(kind, "aws", "111111111111", "eu-west-1");
}
