using System.Text.Json.Serialization;
using Pipeline.Ledger.Documents;

namespace Pipeline.Ledger.Queue;

/// <summary>When everything was last compared with Port, or written, to its end.</summary>
internal sealed class RefreshDocument : LedgerDocument
{
    [JsonInclude]
    public DateTimeOffset? Last { get; internal set; }

    public bool Complete(DateTimeOffset startedAt)
    {
        if (Last is null || Last < startedAt)
        {
            Last = startedAt;
            Changed();
        }

        return true;
    }
}
