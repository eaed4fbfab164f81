namespace Pipeline.Simulator.Kinds;

/// <summary>
/// Facts of the CloudFormation registry about kinds people commonly ask for and that have no code of their own here,
/// above all those that cannot be listed without a parent.
/// </summary>
internal static class CommonKindFacts
{
    /// <summary>Kinds that exist but have no list handler.</summary>
    public static IReadOnlySet<string> WithoutListHandler { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "AWS::CloudFormation::WaitCondition", "AWS::IAM::Policy", "AWS::IAM::RolePolicy", "AWS::IAM::UserPolicy",
        "AWS::SNS::TopicInlinePolicy", "AWS::SNS::TopicPolicy", "AWS::SQS::QueueInlinePolicy", "AWS::SQS::QueuePolicy",
    };

    public static IReadOnlyList<KindFacts> All { get; } =
    [
        Free("AWS::ApiGateway::RestApi", "RestApiId"),
        Free("AWS::AutoScaling::AutoScalingGroup", "AutoScalingGroupName"),
        Free("AWS::Cognito::UserPool", "UserPoolId"),
        Free("AWS::ElasticLoadBalancingV2::LoadBalancer", "LoadBalancerArn"),
        Free("AWS::Events::Rule", "Arn"),
        Free("AWS::Kinesis::Stream", "Name"),
        Free("AWS::Route53::HostedZone", "Id"),
        Free("AWS::SSM::Parameter", "Name"),
        new("AWS::ApiGateway::Stage", ["RestApiId", "StageName"], ["RestApiId"]),
        new("AWS::Cognito::UserPoolClient", ["UserPoolId", "ClientId"], ["UserPoolId"]),
        new("AWS::EKS::Addon", ["ClusterName", "AddonName"], ["ClusterName"]),
        new("AWS::EKS::Nodegroup", ["Id"], ["ClusterName"]),
        new("AWS::ElasticLoadBalancingV2::Listener", ["ListenerArn"], ["LoadBalancerArn"]),
        new("AWS::Lambda::Alias", ["AliasArn"], ["FunctionName"]),
        new("AWS::WAFv2::WebACL", ["Name", "Id", "Scope"], ["Scope"]),
    ];

    private static KindFacts Free(string name, string identifier) => new(name, [identifier], []);
}
