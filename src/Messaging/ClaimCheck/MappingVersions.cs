using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pipeline.Contracts.Mapping;

namespace Pipeline.Messaging.ClaimCheck;

/// <summary>The mappings that runs name. A version is the hash of its text, so it never changes.</summary>
public sealed class MappingVersions(IClaimCheckStore store)
{
    private readonly ConcurrentDictionary<string, MappingDocument> _read = new(StringComparer.Ordinal);

    /// <summary>Stores a mapping and names its version.</summary>
    /// <exception cref="MappingException">The mapping cannot be used.</exception>
    public async ValueTask<string> AddAsync(JsonElement config, CancellationToken cancellationToken)
    {
        var mapping = MappingReader.Read(config);
        var text = Encoding.UTF8.GetBytes(config.GetRawText());
        var version = Convert.ToHexStringLower(SHA256.HashData(text))[..16];
        await store.PutAsync(BlobName(version), text, cancellationToken);
        _read[version] = mapping;
        return version;
    }

    /// <summary>Reads a stored mapping.</summary>
    /// <exception cref="InvalidOperationException">No such version is stored.</exception>
    public async ValueTask<MappingDocument> GetAsync(string version, CancellationToken cancellationToken) =>
        await FindAsync(version, cancellationToken)
            ?? throw new InvalidOperationException($"Mapping version {version} is not in the claim-check store.");

    /// <summary>Reads a stored mapping; null when no such version is stored (any more).</summary>
    public async ValueTask<MappingDocument?> FindAsync(string version, CancellationToken cancellationToken)
    {
        if (_read.TryGetValue(version, out var known))
        {
            return known;
        }

        if (await store.FindAsync(BlobName(version), cancellationToken) is not { } text)
        {
            return null;
        }

        using var document = JsonDocument.Parse(text);
        return _read.GetOrAdd(version, MappingReader.Read(document.RootElement));
    }

    private static string BlobName(string version) => $"mappings/{version}.json";
}
