namespace Pipeline.Macro;

/// <summary>
/// The estate that is measured: 3 accounts × 4 regions, EC2 instances and Lambda functions by list, ECS clusters by
/// one read each.
/// </summary>
internal static class Estate
{
    public const string Regions = "us-east-1,us-west-2,eu-west-1,eu-central-1";
    public const string Kinds = "AWS::EC2::Instance,AWS::ECS::Cluster,AWS::Lambda::Function";

    private const int Scopes = 3 * 4 * 3;

    public static int ResourcesPerScope(int resources) => (resources + Scopes - 1) / Scopes;
}
