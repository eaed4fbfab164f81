using System.Reflection;
using System.Security.Cryptography;
using Pipeline.Ingress.Webhook;

namespace Pipeline.Ingress.Tests.Webhook;

public sealed class KeyComparisonTests
{
    private const byte Call = 0x28;

    [Fact]
    [Trait("Row", "S1")]
    public void Holds_ComparesHashesInConstantTimeAndNothingElse()
    {
        var called = Called(typeof(KeyRing).GetMethod(nameof(KeyRing.Holds))!).ToList();

        Assert.Contains(called, method => method.DeclaringType == typeof(CryptographicOperations) && method.Name == nameof(CryptographicOperations.FixedTimeEquals));
        Assert.DoesNotContain(called, method => method.Name is "Equals" or "SequenceEqual" or "op_Equality");
    }

    // Good enough for a method of a few lines: an operand that looks like a call is no method of the module.
    private static IEnumerable<MethodBase> Called(MethodInfo method)
    {
        var code = method.GetMethodBody()!.GetILAsByteArray()!;
        for (var i = 0; i + 4 < code.Length; i++)
        {
            if (code[i] == Call && Resolve(method.Module, BitConverter.ToInt32(code, i + 1)) is { } called)
            {
                yield return called;
            }
        }
    }

    private static MethodBase? Resolve(Module module, int token)
    {
        try
        {
            return module.ResolveMethod(token);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
