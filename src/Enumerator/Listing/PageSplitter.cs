using System.Runtime.InteropServices;
using System.Text;
using Pipeline.Contracts;

namespace Pipeline.Enumerator.Listing;

/// <summary>Cuts a page into messages by bytes.</summary>
internal static class PageSplitter
{
    /// <summary>
    /// The page in pieces of at most <paramref name="limit"/> bytes; a resource larger than that is a piece by itself,
    /// and an empty page is one empty piece.
    /// </summary>
    public static IEnumerable<(IReadOnlyList<EnumeratedResource> Resources, int Bytes, bool IsLast)> Split(
        IEnumerable<EnumeratedResource> page, int limit)
    {
        var piece = new List<EnumeratedResource>();
        var bytes = 0;
        foreach (var resource in page)
        {
            var size = SizeOf(resource);
            if (piece.Count > 0 && bytes + size > limit)
            {
                yield return (piece, bytes, false);
                piece = [];
                bytes = 0;
            }

            piece.Add(resource);
            bytes += size;
        }

        yield return (piece, bytes, true);
    }

    // The keys around each resource take under 64 bytes beside its identifier.
    private static int SizeOf(EnumeratedResource resource) =>
        JsonMarshal.GetRawUtf8Value(resource.Raw).Length + Encoding.UTF8.GetByteCount(resource.Identifier) + 64;
}
