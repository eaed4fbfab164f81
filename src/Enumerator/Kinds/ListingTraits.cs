using Pipeline.Contracts;
using Pipeline.Contracts.Mapping;

namespace Pipeline.Enumerator.Kinds;

/// <summary>How the options of a selector apply to a kind: some kinds are listed one way whatever the selector says.</summary>
internal static class ListingTraits
{
    public const string OrganizationAccount = "AWS::Organizations::Account";
    public const string Bucket = "AWS::S3::Bucket";
    public const string Queue = "AWS::SQS::Queue";
    public const string ResourceGroup = "AWS::ResourceGroups::Group";

    /// <summary>The listing a block asks for.</summary>
    public static ListingOptions Of(MappingBlock block)
    {
        if (block.Kind == OrganizationAccount || NativeKinds.Contains(block.Kind))
        {
            return ListingOptions.Default;
        }

        var withMembers = block.Kind == ResourceGroup && block.Selector.ListGroupResources;
        return new ListingOptions
        {
            GetEach = IsAlwaysRead(block.Kind) || (block.Selector.UseGetResourceApi && !withMembers),
            GroupMembers = withMembers,
            Through = GlobalKinds.Contains(block.Kind) ? block.Selector.RegionPolicy.ToString() : string.Empty,
        };
    }

    // Listing names buckets and queues only; mappings of these kinds have always seen what reading them gives.
    private static bool IsAlwaysRead(string kind) => kind is Bucket or Queue;
}
