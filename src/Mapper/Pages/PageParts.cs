using System.Text.Json;
using MassTransit.Serialization;
using Pipeline.Contracts;

namespace Pipeline.Mapper.Pages;

/// <summary>Cuts a mapped page into messages that the bus can carry, between resources and never within one.</summary>
internal static class PageParts
{
    /// <summary>
    /// The largest message: SNS takes 256 KB, of which the envelope and its headers need some. A resource whose
    /// entities are larger travels alone, by claim check.
    /// </summary>
    public const int MaxBytes = 200 * 1024;

    private static readonly JsonSerializerOptions Wire = new(SystemTextJsonMessageSerializer.Options) { WriteIndented = false };

    /// <summary>At least one message, an empty one too: the ledger counts a page by its parts.</summary>
    public static IReadOnlyList<EntitiesMapped> Cut(ResourcesEnumerated page, WriteOptions options, MappedPage mapped)
    {
        var first = First(page, options, mapped);
        var later = first with { Findings = [] };
        var groups = Group(Shares(page, mapped), Size(first), Size(later));
        return
        [
            .. groups.Select((shares, index) => (index == 0 ? first : later) with
            {
                Part = index + 1,
                Parts = groups.Count,
                Resources = [.. shares.Select(share => share.Resource)],
                Entities = [.. shares.SelectMany(share => share.Entities).OrderBy(entity => entity.Block)],
                Faulted = [.. shares.Where(share => share.IsFaulted).Select(share => share.Resource)],
            }),
        ];
    }

    private static IEnumerable<Share> Shares(ResourcesEnumerated page, MappedPage mapped)
    {
        var entities = mapped.Entities.ToLookup(entity => entity.Resource, StringComparer.Ordinal);
        var faulted = mapped.Faulted.ToHashSet(StringComparer.Ordinal);
        return page.Resources
            .Select(resource => resource.Identifier)
            .Distinct(StringComparer.Ordinal)
            .Select(resource => new Share(resource, [.. entities[resource]], faulted.Contains(resource)));
    }

    private static List<List<Share>> Group(IEnumerable<Share> shares, int firstBytes, int laterBytes)
    {
        List<List<Share>> groups = [[]];
        var (bytes, isBare) = (firstBytes, firstBytes == laterBytes);
        foreach (var share in shares)
        {
            var size = share.Bytes();
            if (bytes + size > MaxBytes && !(isBare && groups[^1].Count == 0))
            {
                groups.Add([]);
                (bytes, isBare) = (laterBytes, true);
            }

            groups[^1].Add(share);
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
        Blocks = page.Blocks,
        Attempt = page.Attempt,
        Page = page.Page,
        Part = int.MaxValue,
        Parts = int.MaxValue,
        Ticket = page.Ticket,
        Options = options,
        Entities = [],
        Findings = mapped.Findings,
        OccurredAt = page.OccurredAt,
    };

    private static int Size<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Wire).Length;

    /// <summary>What one resource has in a part.</summary>
    private sealed record Share(string Resource, IReadOnlyList<MappedEntity> Entities, bool IsFaulted)
    {
        // Its name stands in the list of resources, and again in the list of faulted ones.
        public int Bytes() => ((Size(Resource) + 1) * (IsFaulted ? 2 : 1)) + Entities.Sum(entity => Size(entity) + 1);
    }
}
