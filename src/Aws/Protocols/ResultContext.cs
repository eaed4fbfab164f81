using System.Text.Json;
using Pipeline.Aws.Models;
using Pipeline.Aws.Paging;

namespace Pipeline.Aws.Protocols;

/// <summary>Where a result goes, how its text looks, and which of its values are page tokens.</summary>
internal sealed record ResultContext(Utf8JsonWriter Writer, AwsTextStyle Style, PageNotes Notes)
{
    /// <summary>Begins a member: its name is written, its place noted if the paginator reads it.</summary>
    public ResultMember Begin(Member member, PageNode? parent)
    {
        Writer.WritePropertyName(member.EncodedName);
        return new ResultMember(this, parent?.Child(member.Name), Position);
    }

    private long Position => Writer.BytesCommitted + Writer.BytesPending;

    /// <summary>A member being written; <see cref="End"/> after its value.</summary>
    public readonly record struct ResultMember(ResultContext Result, PageNode? Node, long Start)
    {
        public void End()
        {
            if (Node is { Slot: >= 0 })
            {
                Result.Notes.Note(Node.Slot, Start, Result.Position);
            }
        }
    }
}
