using Pipeline.Hosting.Secrecy;
using Pipeline.Jq;

namespace Pipeline.Mapper.Preview;

/// <summary>Hides what of a result came from a secret, by comparing it with the result of the same resource without its secrets.</summary>
internal static class Cover
{
    /// <summary>The result where both agree, and masks where they do not.</summary>
    public static JqValue Where(JqValue result, JqValue withoutSecrets)
    {
        if (result.Equals(withoutSecrets))
        {
            return result;
        }

        return (result.Kind, withoutSecrets.Kind) switch
        {
            (JqKind.Object, JqKind.Object) => JqValue.FromObject(result.EnumerateObject().Select(member =>
                KeyValuePair.Create(member.Key, withoutSecrets.TryGetProperty(member.Key, out var other) ? Where(member.Value, other) : SensitiveFields.Mask))),
            (JqKind.Array, JqKind.Array) when result.Count == withoutSecrets.Count => JqValue.FromArray(
                result.EnumerateArray().Zip(withoutSecrets.EnumerateArray(), Where)),
            _ => SensitiveFields.Mask,
        };
    }
}
