using System.Globalization;
using Pipeline.Simulator.Changes;
using Pipeline.Simulator.Organisation;

namespace Pipeline.Simulator.Kinds;

/// <summary>Which resource: everything about it follows from these five, from what was edited, and from nothing else.</summary>
internal readonly record struct ResourceKey(ulong Seed, string Account, string Region, string Kind, int Index)
{
    /// <summary>Separates the values of <see cref="Parent"/>.</summary>
    public const char ParentSeparator = ',';

    private const string Base36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>Values of the properties that listing the kind requires; null for kinds that require none.</summary>
    public string? Parent { get; init; }

    /// <summary>What was changed of the resource since the world began; null for nothing.</summary>
    public ResourceEdit? Edit { get; init; }

    /// <summary>Numbers to make the resource's properties from. They differ after each change.</summary>
    public Dice Dice() => new(
        ScopeHash() + ((ulong)Index * 0xD1B54A32D192ED03) + Scramble.Hash(Parent) + ((ulong)(Edit?.Revision ?? 0) * 0xA0761D6478BD642F));

    /// <summary>The n-th resource of another kind in the same account and region.</summary>
    public ResourceKey Other(string kind, int index, string? region = null) =>
        this with { Kind = kind, Index = index, Region = region ?? Region, Parent = null, Edit = null };

    /// <summary>A number from 0 to 1 that is the resource's own.</summary>
    public double Share() => (Scramble.Mix(ScopeHash() ^ (ulong)Index) >> 11) * (1.0 / (1UL << 53));

    /// <summary>An EC2-like identifier: 17 hexadecimal digits.</summary>
    public string HexId(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}0{Code():x16}");

    /// <summary>An identifier such as CloudFront's: 13 upper-case letters and digits.</summary>
    public string Base36Id(string prefix)
    {
        Span<char> digits = stackalloc char[13];
        var rest = Code();
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            digits[i] = Base36[(int)(rest % 36)];
            rest /= 36;
        }

        return string.Concat(prefix, digits);
    }

    /// <summary>An identifier such as a KMS key's: a UUID.</summary>
    public string Uuid()
    {
        var high = Scramble.Mix(Code());
        var low = Code();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{high >> 32:x8}-{(high >> 16) & 0xFFFF:x4}-{high & 0xFFFF:x4}-{low >> 48:x4}-{low & 0xFFFFFFFFFFFF:x12}");
    }

    /// <summary>A name that ends in the resource's number, such as <c>checkout-worker-prod-17</c>.</summary>
    public string Name() => string.Create(CultureInfo.InvariantCulture, $"{Words.Of(ScopeHash() + (ulong)Index)}-{Index}");

    /// <summary>The number in an identifier that one of the methods above made for this scope; -1 when none did.</summary>
    public int IndexIn(ReadOnlySpan<char> identifier, IdentifierForm form)
    {
        if (form == IdentifierForm.Named)
        {
            var start = identifier.Length;
            while (start > 0 && char.IsAsciiDigit(identifier[start - 1]))
            {
                start--;
            }

            return int.TryParse(identifier[start..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        }

        return TryReadCode(identifier, form, out var code) && (Scramble.Unmix(code) ^ KindHash()) is var plain && plain >> 32 == ScopeTag()
            ? (int)(plain & int.MaxValue)
            : -1;
    }

    private static bool TryReadCode(ReadOnlySpan<char> identifier, IdentifierForm form, out ulong code)
    {
        code = 0;
        if (form == IdentifierForm.Base36)
        {
            foreach (var digit in identifier.Length < 13 ? [] : identifier[^13..])
            {
                code = unchecked((code * 36) + (ulong)Math.Max(0, Base36.IndexOf(digit, StringComparison.Ordinal)));
            }

            return identifier.Length >= 13;
        }

        Span<char> digits = stackalloc char[16];
        var filled = digits.Length;
        for (var i = identifier.Length - 1; i >= 0 && filled > 0; i--)
        {
            if (identifier[i] != '-')
            {
                digits[--filled] = identifier[i];
            }
        }

        return filled == 0 && ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code);
    }

    private ulong Code() => Scramble.Mix((((ulong)ScopeTag() << 32) | (uint)Index) ^ KindHash());

    private uint ScopeTag() => (uint)(ScopeHash() >> 32);

    private ulong KindHash() => Scramble.Hash(Kind, Seed);

    private ulong ScopeHash() => Scramble.Hash(Region, Scramble.Hash(Account, KindHash()));
}
