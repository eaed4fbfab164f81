using Pipeline.Aws;

namespace Pipeline.Enumerator.Accounts;

/// <summary>There is no organisation, or the installation may not read it: the home account stands alone.</summary>
/// <param name="refusal">What AWS said.</param>
/// <param name="roleRefusal">Why it was not the role for it that asked; null when it was, or when there is none.</param>
internal sealed class OrganizationUnreadableException(AwsException refusal, AwsException? roleRefusal)
    : Exception(roleRefusal is null ? refusal.Message : $"{refusal.Message}; asked with the installation's own credentials, for: {roleRefusal.Message}", refusal)
{
    /// <summary>What AWS said.</summary>
    public AwsException Refusal { get; } = refusal;

    /// <summary>Whether there is one that may not be read.</summary>
    public bool IsDenied => Refusal.Class == AwsErrorClass.AccessDenied;

    /// <summary>Whether a refusal of the first page means that.</summary>
    public static bool IsMeantBy(AwsException refusal) =>
        refusal.Class == AwsErrorClass.AccessDenied || refusal.Code == "AWSOrganizationsNotInUseException";
}
