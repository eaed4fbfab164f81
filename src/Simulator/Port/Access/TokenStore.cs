using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Pipeline.Simulator.Port.Access;

/// <summary>Access tokens: one active token for the one pair of credentials, as Port has it.</summary>
internal sealed class TokenStore(SimulatorOptions options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> expiries = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private (string Token, DateTimeOffset Expires) active;

    public string ClientId { get; } = $"simulator-client-{options.Seed}";

    public string ClientSecret { get; } =
        "simulated-secret-" + Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(options.Seed)))[..32];

    public Task IssueAsync(PortExchange exchange)
    {
        using var body = exchange.ReadObject();
        if (body is null)
        {
            return Task.CompletedTask;
        }

        foreach (var name in new[] { "clientId", "clientSecret" })
        {
            if (!body.RootElement.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
            {
                exchange.Refuse(PortError.Invalid($"body must have required property '{name}'"));
                return Task.CompletedTask;
            }
        }

        if (!IsSecret(body.RootElement.GetProperty("clientId"), ClientId) | !IsSecret(body.RootElement.GetProperty("clientSecret"), ClientSecret))
        {
            exchange.Refuse(new(401, "invalid_credentials", "The provided client id and secret do not match"));
            return Task.CompletedTask;
        }

        var (token, expires) = Active();
        exchange.ReplyOk(writer =>
        {
            writer.WriteString("accessToken"u8, token);
            writer.WriteNumber("expiresIn"u8, Math.Max(0, (long)(expires - clock.GetUtcNow()).TotalSeconds));
            writer.WriteString("tokenType"u8, "Bearer"u8);
        });
        return Task.CompletedTask;
    }

    public bool IsValid(string? authorization)
    {
        const string Scheme = "Bearer ";
        return authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true
            && expiries.TryGetValue(authorization[Scheme.Length..], out var expires)
            && clock.GetUtcNow() < expires;
    }

    /// <summary>Makes every token given out so far worthless.</summary>
    public void Revoke()
    {
        lock (gate)
        {
            expiries.Clear();
            active = default;
        }
    }

    private (string Token, DateTimeOffset Expires) Active()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            // A token in its last second would be given out as living for 0 seconds, which no caller can use.
            if (active.Token is null || active.Expires - now < TimeSpan.FromSeconds(1))
            {
                active = ("simulated." + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)), now + options.PortTokenLifetime);
                expiries[active.Token] = active.Expires;
            }

            return active;
        }
    }

    private static bool IsSecret(JsonElement given, string wanted) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given.GetString()!), Encoding.UTF8.GetBytes(wanted));
}
