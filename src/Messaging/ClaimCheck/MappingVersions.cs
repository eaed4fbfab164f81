using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pipeline.Contracts.Mapping;

namespace Pipeline.Messaging.ClaimCheck;

/// <summary>
/// The mappings that runs name. A mapping is stored under the hash of its text, so it never changes; the number before the
/// hash in a version (<c>number-hash</c>) orders the versions and does not matter here.
/// </summary>
public sealed class MappingVersions(IClaimCheckStore store)
{
    private readonly ConcurrentDictionary<string, MappingDocument> _read = new(StringComparer.Ordinal);

    /// <summary>Stores a mapping and answers its hash.</summary>
    /// <exception cref="MappingException">The mapping cannot be used.</exception>
    public async ValueTask<string> AddAsync(JsonElement config, CancellationToken cancellationToken)
    {
        var mapping = MappingReader.Read(config);
        var text = Encoding.UTF8.GetBytes(config.GetRawText());
        var hash = Convert.ToHexStringLower(SHA256.HashData(text))[..16];
        await store.PutAsync(BlobName(hash), text, cancellationToken);
        _read[hash] = mapping;
        return hash;
    }

    /// <summary>Reads a stored mapping.</summary>
    /// <exception cref="InvalidOperationException">No such version is stored.</exception>
    public async ValueTask<MappingDocument> GetAsync(string version, CancellationToken cancellationToken) =>
        await FindAsync(version, cancellationToken)
            ?? throw new InvalidOperationException($"Mapping version {version} is not in the claim-check store.");

    /// <summary>Reads a stored mapping; null when no such version is stored (any more).</summary>
    public async ValueTask<MappingDocument?> FindAsync(string version, CancellationToken cancellationToken)
    {
        var hash = version[(version.IndexOf('-', StringComparison.Ordinal) + 1)..];
        if (_read.TryGetValue(hash, out var known))
        {
            return known;
        }

        if (await store.FindAsync(BlobName(hash), cancellationToken) is not { } text)
        {
            return null;
        }

        using var document = JsonDocument.Parse(text);
        return _read.GetOrAdd(hash, MappingReader.Read(document.RootElement));
    }

    private static string BlobName(string hash) => $"mappings/{hash}.json";
}
