using System.Security.Cryptography;
using System.Text;
using Pipeline.Contracts;

namespace Pipeline.Mapper.Pages;

/// <summary>Derives a message's id from what the message is.</summary>
internal static class PartId
{
    public static Guid Of(EntitiesMapped part) => new(SHA256.HashData(Encoding.UTF8.GetBytes(Name(part))).AsSpan(0, 16));

    // Without a run the ticket tells pages apart: each fetch takes its own.
    private static string Name(EntitiesMapped part) => part.BatchId() is { } batch
        ? $"{batch}/{part.Part}"
        : $"{part.Scope}/{part.MappingVersion}/{part.Ticket}/{string.Join(',', part.Resources)}/{part.Part}";
}
