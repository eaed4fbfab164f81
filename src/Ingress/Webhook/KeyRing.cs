using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Ingress.Webhook;

/// <summary>Keys, as hashes. To compare takes the same time whatever is presented.</summary>
internal sealed class KeyRing
{
    private readonly IReadOnlyList<byte[]> _hashes;

    /// <summary>Empty keys are left out: one would let everybody in who sends none.</summary>
    public KeyRing(IEnumerable<string> keys) => _hashes = [.. keys.Where(key => key.Length > 0).Select(Hash)];

    public bool Holds(string presented)
    {
        var hash = Hash(presented);
        var held = false;

        // Every key is compared, so that time tells neither which one it was nor how long it is.
        foreach (var key in _hashes)
        {
            held |= CryptographicOperations.FixedTimeEquals(hash, key);
        }

        return held;
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
