using Pipeline.ServiceDefaults.Known;

namespace Pipeline.ServiceDefaults.Writing;

/// <summary>The part of the environment that mappings may see: what they see, they can store in an entity.</summary>
internal static class MappingEnvironment
{
    // Other programs' credentials are in the environment too, and are known by their names alone.
    private static readonly string[] Telltales = ["SECRET", "TOKEN", "PASSWORD", "PASSWD", "CREDENTIAL", "_KEY", "APIKEY", "AUTHORIZATION"];

    public static IReadOnlyDictionary<string, string> WithoutSecrets(
        IReadOnlyDictionary<string, string?> environment, IReadOnlyList<Secret> secrets) => environment
        .Where(variable => variable.Value is not null && !IsSecretByName(variable.Key) && !HoldsSecret(variable.Value, secrets))
        .ToDictionary(variable => variable.Key, variable => variable.Value!, StringComparer.Ordinal);

    // A JSON object may hold a secret that a longer name has replaced, and which is in no list for that reason.
    private static bool IsSecretByName(string name) =>
        KnownSettings.ObjectKeys.Contains(name.ToLowerInvariant()) ||
        (KnownSettings.ByKey.TryGetValue(name.ToLowerInvariant(), out var setting) && setting.Sensitive) ||
        Telltales.Any(telltale => name.Contains(telltale, StringComparison.OrdinalIgnoreCase));

    private static bool HoldsSecret(string value, IReadOnlyList<Secret> secrets) =>
        secrets.Any(secret => value.Contains(secret.Reveal(), StringComparison.Ordinal));
}
