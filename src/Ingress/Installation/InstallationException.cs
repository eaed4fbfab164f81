namespace Pipeline.Ingress.Installation;

/// <summary>The integration cannot be set up as it is configured: something for the user to mend.</summary>
public sealed class InstallationException(params IReadOnlyList<string> faults) : Exception(string.Join("; ", faults).TrimEnd('.') + ".")
{
    /// <summary>One clause per fault: where it is and what would be right.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
