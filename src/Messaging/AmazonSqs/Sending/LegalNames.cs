using System.Text.RegularExpressions;

namespace Pipeline.Messaging.AmazonSqs.Sending;

/// <summary>What SQS and SNS take as the name of an attribute, and as the ids of FIFO. Emulators take more.</summary>
internal static partial class LegalNames
{
    /// <summary>Letters, digits, '_', '-' and single '.' within; 256 characters; none of AWS's own.</summary>
    public static bool IsAttribute(string name) => Attribute().IsMatch(name);

    /// <summary>Groups and what makes a repetition known: 128 letters, digits and punctuation marks.</summary>
    public static bool IsId(string? id) => id is null || Id().IsMatch(id);

    [GeneratedRegex(@"\A(?!(?i:aws|amazon)\.)(?!\.)(?!.*\.\.)[A-Za-z0-9_.-]{1,256}(?<!\.)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Attribute();

    [GeneratedRegex(@"\A[!-~]{1,128}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
