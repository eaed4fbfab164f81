using System.Runtime.InteropServices;
using System.Text.Json;
using MassTransit.Serialization;
using Pipeline.Contracts;

namespace Pipeline.Mapper.Pages;

/// <summary>
/// Cuts what a page makes into messages that the bus can carry, between resources and never within one. A page that
/// makes many times what it holds is not kept: it is measured first, and mapped again when it is sent.
/// </summary>
internal sealed class PageParts
{
    /// <summary>
    /// The largest message: SNS takes 256 KB, of which the envelope and its headers need some. A resource whose
    /// entities are larger travels alone, by claim check.
    /// </summary>
    public const int MaxBytes = 200 * 1024;

    /// <summary>The most that is kept of a page: twenty times what most pages hold.</summary>
    public const int MaxKeptBytes = 4 * 1024 * 1024;

    private static readonly JsonElement NoBody = JsonElement.Parse("0"u8);
    private static readonly JsonSerializerOptions Wire = new(SystemTextJsonMessageSerializer.Options) { WriteIndented = false };

    private readonly EntitiesMapped _bare;
    private readonly int _bareBytes;
    private readonly List<PartSize> _sizes = [default];
    private readonly List<ResourceShare> _kept = [];
    private long _bytes;

    public PageParts(ResourcesEnumerated page, WriteOptions options)
    {
        _bare = Bare(page, options);
        _bareBytes = SizeOf(_bare);
    }

    /// <summary>Whether the entities are held until they are sent.</summary>
    public bool AreKept => _bytes <= MaxKeptBytes;

    /// <summary>Counts what a resource makes, and keeps it while all of it is little.</summary>
    public void Add(ResourceShare share)
    {
        var bytes = SizeOf(share);
        if (_sizes[^1].Resources > 0 && _bareBytes + _sizes[^1].Bytes + bytes > MaxBytes)
        {
            _sizes.Add(default);
        }

        _sizes[^1] = new PartSize(_sizes[^1].Resources + 1, _sizes[^1].Bytes + bytes);
        _bytes += bytes;
        if (AreKept)
        {
            _kept.Add(share);
        }
        else
        {
            _kept.Clear();
        }
    }

    /// <summary>The messages, at least one, an empty one too: the ledger counts a page by its parts.</summary>
    /// <param name="findings">What the page did not make; goes with the first message.</param>
    /// <param name="again">Maps the page once more, resource by resource; used when it was not kept.</param>
    public IEnumerable<MappedPart> Cut(IReadOnlyList<MappingFinding> findings, Func<IEnumerable<ResourceShare>> again)
    {
        var first = _bare with { Findings = findings };
        var firstBytes = SizeOf(first);
        if (findings.Count > 0 && _sizes[0].Resources > 0 && firstBytes + _sizes[0].Bytes > MaxBytes)
        {
            _sizes.Insert(0, default);
        }

        using var shares = (AreKept ? _kept : again()).GetEnumerator();
        for (var index = 0; index < _sizes.Count; index++)
        {
            var (message, bytes) = index == 0 ? (first, firstBytes) : (_bare, _bareBytes);
            yield return new MappedPart(
                Fill(message with { Part = index + 1, Parts = _sizes.Count }, Take(shares, _sizes[index].Resources)),
                bytes + _sizes[index].Bytes);
        }
    }

    private static EntitiesMapped Fill(EntitiesMapped message, IReadOnlyList<ResourceShare> shares) => message with
    {
        Resources = [.. shares.Select(share => share.Resource)],
        Entities = [.. shares.SelectMany(share => share.Entities).OrderBy(entity => entity.Block)],
        Faulted = [.. shares.Where(share => share.IsFaulted).Select(share => share.Resource)],
    };

    private static List<ResourceShare> Take(IEnumerator<ResourceShare> shares, int count)
    {
        var taken = new List<ResourceShare>(count);
        while (taken.Count < count && shares.MoveNext())
        {
            taken.Add(shares.Current);
        }

        return taken;
    }

    // Counts are not known yet: the largest ones keep the size an upper bound.
    private static EntitiesMapped Bare(ResourcesEnumerated page, WriteOptions options) => new()
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
        OccurredAt = page.OccurredAt,
    };

    // Its name stands in the list of resources, and again in the list of faulted ones.
    private static int SizeOf(ResourceShare share) =>
        ((SizeOf(share.Resource) + 1) * (share.IsFaulted ? 2 : 1)) + share.Entities.Sum(SizeOf);

    // Its body is the bulk of it, and is sent as it is.
    private static int SizeOf(MappedEntity entity) =>
        SizeOf<MappedEntity>(entity with { Body = NoBody }) + JsonMarshal.GetRawUtf8Value(entity.Body).Length;

    private static int SizeOf<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Wire).Length;

    private readonly record struct PartSize(int Resources, int Bytes);
}
