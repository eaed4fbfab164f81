using System.Text.Json;
using MassTransit.Serialization;
using Pipeline.Contracts;

namespace Pipeline.Mapper.Pages;

/// <summary>Cuts a mapped page into messages that the bus can carry.</summary>
internal static class PageParts
{
    /// <summary>
    /// The largest message: SNS takes 256 KB, of which the envelope and its headers need some. An entity that is
    /// larger by itself travels alone, by claim check.
    /// </summary>
    public const int MaxBytes = 200 * 1024;

    private static readonly JsonSerializerOptions Wire = new(SystemTextJsonMessageSerializer.Options) { WriteIndented = false };

    /// <summary>At least one message, an empty one too: the ledger counts a page by its parts.</summary>
    public static IReadOnlyList<EntitiesMapped> Cut(ResourcesEnumerated page, WriteOptions options, MappedPage mapped)
    {
        var first = First(page, options, mapped);
        var later = first with { Findings = [], Faulted = [] };
        var groups = Group(mapped.Entities, Size(first), Size(later));
        return
        [
            .. groups.Select((entities, index) => (index == 0 ? first : later) with
            {
                Part = index + 1,
                Parts = groups.Count,
                Entities = entities,
            }),
        ];
    }

    private static List<List<MappedEntity>> Group(IReadOnlyList<MappedEntity> entities, int firstBytes, int laterBytes)
    {
        List<List<MappedEntity>> groups = [[]];
        var (bytes, isBare) = (firstBytes, firstBytes == laterBytes);
        foreach (var entity in entities)
        {
            var size = Size(entity) + 1;
            if (bytes + size > MaxBytes && !(isBare && groups[^1].Count == 0))
            {
                groups.Add([]);
                (bytes, isBare) = (laterBytes, true);
            }

            groups[^1].Add(entity);
            bytes += size;
        }

        return groups;
    }

    // Counts are not known yet: the largest ones keep the size an upper bound.
    private static EntitiesMapped First(ResourcesEnumerated page, WriteOptions options, MappedPage mapped) => new()
    {
        RunId = page.RunId,
        MappingVersion = page.MappingVersion,
        Scope = page.Scope,
        Attempt = page.Attempt,
        Page = page.Page,
        Part = int.MaxValue,
        Parts = int.MaxValue,
        Ticket = page.Ticket,
        Options = options,
        Entities = [],
        Findings = mapped.Findings,
        Faulted = mapped.Faulted,
    };

    private static int Size<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Wire).Length;
}
