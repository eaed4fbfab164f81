using System.Text.Json.Serialization;

namespace Pipeline.Ledger.Documents;

/// <summary>What is stored as one item and changed by compare-and-swap.</summary>
internal abstract class LedgerDocument
{
    /// <summary>Whether it differs from what is stored.</summary>
    [JsonIgnore]
    public bool IsChanged { get; private set; }

    /// <summary>Whether more changes are likely to follow soon, so that it is worth keeping at hand.</summary>
    [JsonIgnore]
    public virtual bool IsBusy => false;

    /// <summary>It is as it is stored.</summary>
    public void Stored() => IsChanged = false;

    /// <summary>It is to be stored.</summary>
    protected void Changed() => IsChanged = true;
}
