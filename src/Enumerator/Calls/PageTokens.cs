using System.Security.Cryptography;
using System.Text;
using Pipeline.Aws;

namespace Pipeline.Enumerator.Calls;

/// <summary>The page tokens of one listing. One that comes again leads in a circle, which no deadline would end: each page is progress.</summary>
internal sealed class PageTokens
{
    // Tokens may be kilobytes long, and a listing thousands of pages.
    private readonly HashSet<Guid> _seen = [];

    /// <summary>Notes the token of the next page, and answers it.</summary>
    /// <exception cref="AwsException">The page that it leads to was read already.</exception>
    public string? Next(string? token) =>
        token is null || _seen.Add(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(token)).AsSpan(0, 16)))
            ? token
            : throw new AwsException(AwsErrorClass.Unexpected, "RepeatedPageToken", "A page names one that was read already as the next one.");
}
