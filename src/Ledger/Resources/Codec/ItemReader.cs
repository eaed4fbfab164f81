using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace Pipeline.Ledger.Resources.Codec;

/// <summary>Reads what <see cref="ItemWriter"/> wrote.</summary>
internal ref struct ItemReader
{
    private ReadOnlySpan<byte> _rest;

    public ItemReader(ReadOnlyMemory<byte> item) => _rest = item.Length == 0 ? throw Unreadable() : (ItemFormat)item.Span[0] switch
    {
        ItemFormat.Plain => item.Span[1..],
        ItemFormat.Compressed => Decompress(item[1..]),
        var format => throw new InvalidDataException($"The ledger holds an item of format {(byte)format}, which a later version wrote."),
    };

    public byte Byte()
    {
        if (_rest.IsEmpty)
        {
            throw Unreadable();
        }

        var value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    public ulong Number()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Unreadable();
    }

    public bool Flag() => Byte() != 0;

    public string Text() => Encoding.UTF8.GetString(Bytes(checked((int)Number())));

    public ReadOnlySpan<byte> Bytes(int length)
    {
        if (length > _rest.Length)
        {
            throw Unreadable();
        }

        var value = _rest[..length];
        _rest = _rest[length..];
        return value;
    }

    private static ReadOnlySpan<byte> Decompress(ReadOnlyMemory<byte> content)
    {
        var source = MemoryMarshal.TryGetArray(content, out var segment) ? segment : new ArraySegment<byte>(content.ToArray());
        using var stream = new BrotliStream(new MemoryStream(source.Array!, source.Offset, source.Count), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        stream.CopyTo(plain);
        return plain.ToArray();
    }

    private static InvalidDataException Unreadable() => new("The ledger holds an item that ends before its content does.");
}
