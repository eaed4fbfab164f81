using System.Buffers;
using System.Text;

namespace Pipeline.Ledger.Resources.Codec;

/// <summary>Writes the content of an item: numbers of variable length, texts by length, a format number before all.</summary>
internal sealed class ItemWriter
{
    /// <summary>How items are written now. A new way gets a new number, and the old ones are still read.</summary>
    public const byte Format = 2;

    private readonly ArrayBufferWriter<byte> _buffer = new(256);

    public void Byte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }

    public void Number(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }

        Byte((byte)value);
    }

    public void Number(long value) => Number((ulong)value);

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Number((ulong)length);
        Encoding.UTF8.GetBytes(value, _buffer.GetSpan(length));
        _buffer.Advance(length);
    }

    public void Bytes(ReadOnlySpan<byte> value) => _buffer.Write(value);

    /// <summary>The item, its format first. Compressing it is the table's business.</summary>
    public byte[] ToItem() => [Format, .. _buffer.WrittenSpan];
}
