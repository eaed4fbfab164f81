using System.Security.Cryptography;
using System.Text;
using Pipeline.Contracts;

namespace Pipeline.Mapper.Pages;

/// <summary>Derives a message's id from what the message is.</summary>
internal static class PartId
{
    public static Guid Of(EntitiesMapped part) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{part.BatchId()}/{part.Part}")).AsSpan(0, 16));
}
