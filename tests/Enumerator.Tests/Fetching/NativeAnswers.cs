using Pipeline.Tests.Aws;

namespace Pipeline.Enumerator.Tests.Fetching;

/// <summary>AWS with two resources of each kind that is listed by its service's own call.</summary>
internal static class NativeAnswers
{
    public static StubAnswer? Of(StubRequest request) => request.Operation switch
    {
        "DescribeLoadBalancers" => LoadBalancers(request.Form("LoadBalancerArns.member.1") + request.Form("Names.member.1")),
        "DescribeCacheClusters" => CacheClusters(request.Form("CacheClusterId")),
        "ListCertificates" => Certificates(request.Json("NextToken")),
        "DescribeImages" => Images(request.Form("ImageId.1")),
        "DescribeStacks" => Stacks(request.Form("StackName")),
        "/groups-list" => StubAnswer.Json("""{"GroupIdentifiers":[{"GroupName":"g","GroupArn":"arn:aws:resource-groups:eu-west-1:111111111111:group/g","Description":"d"}]}"""),
        "/list-group-resources" => StubAnswer.Json("""{"ResourceIdentifiers":[{"ResourceArn":"arn:1","ResourceType":"AWS::X::Y"}]}"""),
        _ => null,
    };

    private static StubAnswer LoadBalancers(string wanted)
    {
        const string L = "<member><LoadBalancerArn>arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/l/1</LoadBalancerArn><LoadBalancerName>l</LoadBalancerName><CreatedTime>2024-01-02T03:04:05Z</CreatedTime></member>";
        const string M = "<member><LoadBalancerArn>arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/m/1</LoadBalancerArn><LoadBalancerName>m</LoadBalancerName></member>";
        return wanted.Contains("/no/", StringComparison.Ordinal) ? StubAnswer.XmlError("LoadBalancerNotFound")
            : StubAnswer.Xml("DescribeLoadBalancers", $"<LoadBalancers>{(wanted.Length == 0 ? L + M : L)}</LoadBalancers>");
    }

    private static StubAnswer CacheClusters(string wanted)
    {
        const string First = "<CacheCluster><CacheClusterId>c-1</CacheClusterId><NumCacheNodes>2</NumCacheNodes></CacheCluster>";
        const string Second = "<CacheCluster><CacheClusterId>c-2</CacheClusterId></CacheCluster>";
        return wanted == "no" ? StubAnswer.XmlError("CacheClusterNotFound", 404)
            : StubAnswer.Xml("DescribeCacheClusters", $"<CacheClusters>{(wanted.Length == 0 ? First + Second : First)}</CacheClusters>");
    }

    private static StubAnswer Certificates(string? token) => StubAnswer.Json(token is null
        ? """{"CertificateSummaryList":[{"CertificateArn":"arn:aws:acm:eu-west-1:111111111111:certificate/1","DomainName":"a.example"}],"NextToken":"more"}"""
        : """{"CertificateSummaryList":[{"CertificateArn":"arn:aws:acm:eu-west-1:111111111111:certificate/2","DomainName":"b.example"}]}""");

    private static StubAnswer Images(string wanted)
    {
        const string First = "<item><imageId>ami-1</imageId><name>one</name></item>";
        return wanted == "ami-9"
            ? new StubAnswer(400, "<Response><Errors><Error><Code>InvalidAMIID.NotFound</Code><Message>No.</Message></Error></Errors></Response>", "text/xml")
            : new StubAnswer(200, $"<DescribeImagesResponse><imagesSet>{First}{(wanted.Length == 0 ? "<item><imageId>ami-2</imageId></item>" : "")}</imagesSet></DescribeImagesResponse>", "text/xml");
    }

    private static StubAnswer Stacks(string wanted)
    {
        const string S = "<member><StackId>arn:aws:cloudformation:eu-west-1:111111111111:stack/s/1</StackId><StackName>s</StackName><StackStatus>CREATE_COMPLETE</StackStatus></member>";
        const string Ended = "<member><StackId>arn:aws:cloudformation:eu-west-1:111111111111:stack/ended/1</StackId><StackName>ended</StackName><StackStatus>DELETE_COMPLETE</StackStatus></member>";
        return wanted switch
        {
            "no" => new StubAnswer(400, "<ErrorResponse><Error><Code>ValidationError</Code><Message>Stack with id no does not exist</Message></Error></ErrorResponse>", "text/xml"),
            _ when wanted.Contains("/ended/", StringComparison.Ordinal) => StubAnswer.Xml("DescribeStacks", $"<Stacks>{Ended}</Stacks>"),
            _ => StubAnswer.Xml("DescribeStacks", $"<Stacks>{S}</Stacks>"),
        };
    }
}
