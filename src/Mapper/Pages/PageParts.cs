using System.Runtime.InteropServices;
using System.Text.Json;
using MassTransit.Serialization;
using Pipeline.Contracts;

namespace Pipeline.Mapper.Pages;

/// <summary>
/// Cuts what a page makes into messages that the bus can carry. A page that makes many times what it holds is not kept:
/// its entities are counted first, and made again when they are sent.
/// </summary>
internal sealed class PageParts
{
    /// <summary>
    /// The largest message: SNS takes 256 KB, of which the envelope and its headers need some. An entity that is
    /// larger by itself travels alone, by claim check.
    /// </summary>
    public const int MaxBytes = 200 * 1024;

    /// <summary>The most that is kept of a page: twenty times what most pages hold.</summary>
    public const int MaxKeptBytes = 4 * 1024 * 1024;

    private static readonly JsonElement NoBody = JsonElement.Parse("0"u8);
    private static readonly JsonSerializerOptions Wire = new(SystemTextJsonMessageSerializer.Options) { WriteIndented = false };

    private readonly EntitiesMapped _bare;
    private readonly int _bareBytes;
    private readonly List<PartSize> _sizes = [];
    private readonly List<MappedEntity> _kept = [];
    private long _bytes;

    public PageParts(ResourcesEnumerated page, WriteOptions options)
    {
        _bare = Bare(page, options);
        _bareBytes = SizeOf(_bare);
        _sizes.Add(default);
    }

    /// <summary>Whether the entities are held until they are sent.</summary>
    public bool AreKept => _bytes <= MaxKeptBytes;

    /// <summary>Counts an entity, and keeps it while all of them are few.</summary>
    public void Add(MappedEntity entity)
    {
        // Its body is the bulk of it, and is sent as it is.
        var bytes = SizeOf(entity with { Body = NoBody }) + JsonMarshal.GetRawUtf8Value(entity.Body).Length;
        if (_sizes[^1].Entities > 0 && _bareBytes + _sizes[^1].Bytes + bytes > MaxBytes)
        {
            _sizes.Add(default);
        }

        _sizes[^1] = _sizes[^1].With(bytes);
        _bytes += bytes;
        if (AreKept)
        {
            _kept.Add(entity);
        }
        else
        {
            _kept.Clear();
        }
    }

    /// <summary>The messages, at least one, an empty one too: the ledger counts a page by its parts.</summary>
    /// <param name="findings">What the page did not make; goes with the first message.</param>
    /// <param name="faulted">The resources that faulted; goes with the first message.</param>
    /// <param name="again">Makes the entities once more, in the same order; used when they were not kept.</param>
    public IEnumerable<MappedPart> Cut(
        IReadOnlyList<MappingFinding> findings, IReadOnlyList<string> faulted, Func<IEnumerable<MappedEntity>> again)
    {
        var first = _bare with { Findings = findings, Faulted = faulted };
        var firstBytes = SizeOf(first);
        if (firstBytes > _bareBytes && _sizes[0].Entities > 0 && firstBytes + _sizes[0].Bytes > MaxBytes)
        {
            _sizes.Insert(0, default);
        }

        using var entities = (AreKept ? _kept : again()).GetEnumerator();
        for (var index = 0; index < _sizes.Count; index++)
        {
            var (message, bytes) = index == 0 ? (first, firstBytes) : (_bare, _bareBytes);
            yield return new MappedPart(
                message with { Part = index + 1, Parts = _sizes.Count, Entities = Take(entities, index) },
                bytes + _sizes[index].Bytes);
        }
    }

    // The last takes whatever comes: an expression that reads the clock may make another number the second time.
    private List<MappedEntity> Take(IEnumerator<MappedEntity> entities, int part)
    {
        var wanted = part == _sizes.Count - 1 ? int.MaxValue : _sizes[part].Entities;
        var taken = new List<MappedEntity>(_sizes[part].Entities);
        while (taken.Count < wanted && entities.MoveNext())
        {
            taken.Add(entities.Current);
        }

        return taken;
    }

    // Counts are not known yet: the largest ones keep the size an upper bound.
    private static EntitiesMapped Bare(ResourcesEnumerated page, WriteOptions options) => new()
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
    };

    private static int SizeOf<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Wire).Length;

    private readonly record struct PartSize(int Entities, int Bytes)
    {
        public PartSize With(int bytes) => new(Entities + 1, Bytes + bytes);
    }
}
