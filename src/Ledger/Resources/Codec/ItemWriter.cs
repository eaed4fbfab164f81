using System.Buffers;
using System.IO.Compression;
using System.Text;

namespace Pipeline.Ledger.Resources.Codec;

/// <summary>Writes the content of an item: numbers of variable length, texts by length, a format number before all.</summary>
internal sealed class ItemWriter
{
    // Below this, compressing costs more than it saves.
    private const int CompressedFrom = 2048;

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

    /// <summary>The item, its format first.</summary>
    public byte[] ToItem()
    {
        var plain = _buffer.WrittenSpan;
        if (plain.Length < CompressedFrom)
        {
            return [(byte)ItemFormat.Plain, .. plain];
        }

        using var compressed = new MemoryStream();
        compressed.WriteByte((byte)ItemFormat.Compressed);
        using (var stream = new BrotliStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            stream.Write(plain);
        }

        return compressed.ToArray();
    }
}
