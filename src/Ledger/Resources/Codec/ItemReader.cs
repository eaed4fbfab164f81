using System.Text;

namespace Pipeline.Ledger.Resources.Codec;

/// <summary>Reads what <see cref="ItemWriter"/> wrote.</summary>
internal ref struct ItemReader
{
    private ReadOnlySpan<byte> _rest;

    public ItemReader(ReadOnlyMemory<byte> item)
    {
        _rest = item.Span;
        Format = Byte();
        if (Format is 0 or > ItemWriter.Format)
        {
            throw new InvalidDataException($"The ledger holds an item of format {Format}, which a later version wrote.");
        }
    }

    /// <summary>How the item was written. Only rows differ: format 1 knew one doubt in place of claims.</summary>
    public byte Format { get; }

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

    /// <summary>Whether nothing is left: what later versions write after the rest is not there.</summary>
    public bool IsAtEnd => _rest.IsEmpty;

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

    private static InvalidDataException Unreadable() => new("The ledger holds an item that ends before its content does.");
}
