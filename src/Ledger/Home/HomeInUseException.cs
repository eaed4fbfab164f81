using System.Globalization;

namespace Pipeline.Ledger.Home;

/// <summary>Another process works in this home.</summary>
public sealed class HomeInUseException(string home, HomeOwner? owner) : Exception(Describe(home, owner))
{
    /// <summary>The other process; null when it did not say.</summary>
    public HomeOwner? Owner { get; } = owner;

    private static string Describe(string home, HomeOwner? owner) => owner is null
        ? $"Another process works in {home}. Wait for it, or set PIPELINE_HOME to another directory."
        : string.Create(
            CultureInfo.InvariantCulture,
            $"Process {owner.ProcessId} ({owner.Command}, started {owner.StartedAt:yyyy-MM-dd HH:mm:ss}Z) works in {home}. Wait for it, or set PIPELINE_HOME to another directory.");
}
