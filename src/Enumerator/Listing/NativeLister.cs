using System.Runtime.CompilerServices;
using Pipeline.Contracts;
using Pipeline.Enumerator.Kinds;

namespace Pipeline.Enumerator.Listing;

/// <summary>Lists the kinds of <see cref="NativeKinds"/> by their service's own call.</summary>
internal sealed class NativeLister(AwsPages pages) : IResourceLister
{
    public bool Lists(Scope scope) => NativeKinds.Contains(scope.Kind);

    public async IAsyncEnumerable<ResourcePage> ListAsync(
        ListingRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var kind = NativeKinds.Find(request.Scope.Kind)!;
        await foreach (var page in pages.ReadAsync(request, kind.Service, kind.Operation, kind.Parameters, request.From, cancellationToken))
        {
            yield return ResourcePage.Of(
                page,
                page.Items(kind.Items).Select(item => RawResource.FromNative(item, kind.Identifier, request)));
        }
    }
}
