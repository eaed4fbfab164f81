using Pipeline.Contracts;

namespace Pipeline.Enumerator.Listing;

/// <summary>One way of listing the resources of a scope.</summary>
internal interface IResourceLister
{
    /// <summary>Whether it is this lister's way for a scope.</summary>
    bool Lists(Scope scope);

    /// <summary>The resources, page by page, as AWS gives them.</summary>
    /// <exception cref="Aws.AwsException">AWS refused, or kept failing until the deadline.</exception>
    /// <exception cref="PageTokenRefusedException">AWS refused its own page token.</exception>
    /// <exception cref="IncompleteReadException">Some resources were listed but could not be read.</exception>
    IAsyncEnumerable<ResourcePage> ListAsync(ListingRequest request, CancellationToken cancellationToken);
}
