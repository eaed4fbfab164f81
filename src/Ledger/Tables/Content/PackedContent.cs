using System.Buffers;
using System.IO.Compression;

namespace Pipeline.Ledger.Tables.Content;

/// <summary>Content as it is stored: a byte that says how, then the content, compressed where that makes it smaller.</summary>
internal static class PackedContent
{
    /// <summary>A DynamoDB item holds at most 400 KB; this leaves room for its keys (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html).</summary>
    public const int MostBytes = 380 * 1024;

    // Below it, what compression saves is less than what a read or a write costs anyway: DynamoDB counts by 4 KB and 1 KB.
    private const int CompressFrom = 4096;

    private const byte Plain = 0;
    private const byte Brotli = 1;
    private const int Quality = 4;
    private const int Window = 22;

    public static byte[] Pack(LedgerKey key, ReadOnlyMemory<byte> content)
    {
        var packed = content.Length >= CompressFrom ? Compress(content.Span) : null;
        packed ??= [Plain, .. content.Span];
        return packed.Length <= MostBytes ? packed : throw new ContentTooLargeException(key, content.Length, packed.Length);
    }

    /// <exception cref="InvalidDataException">It was not packed by this.</exception>
    public static ReadOnlyMemory<byte> Unpack(LedgerKey key, ReadOnlyMemory<byte> packed) => packed.Span switch
    {
        [Plain, ..] => packed[1..],
        [Brotli, .. var compressed] => Decompress(key, compressed),
        _ => throw new InvalidDataException($"{key.Partition} {key.Sort} holds nothing that this version can read."),
    };

    private static byte[]? Compress(ReadOnlySpan<byte> content)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(content.Length);
        try
        {
            // No room for as much as it was: then it is not worth it.
            return BrotliEncoder.TryCompress(content, buffer.AsSpan(0, content.Length - 1), out var written, Quality, Window)
                ? [Brotli, .. buffer.AsSpan(0, written)]
                : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static ReadOnlyMemory<byte> Decompress(LedgerKey key, ReadOnlySpan<byte> compressed)
    {
        using var decoder = default(BrotliDecoder);
        var content = new ArrayBufferWriter<byte>(compressed.Length * 4);
        while (true)
        {
            var status = decoder.Decompress(compressed, content.GetSpan(4096), out var consumed, out var written);
            compressed = compressed[consumed..];
            content.Advance(written);
            if (status == OperationStatus.Done)
            {
                return content.WrittenMemory;
            }

            if (status != OperationStatus.DestinationTooSmall)
            {
                throw new InvalidDataException($"{key.Partition} {key.Sort} is damaged: it cannot be decompressed.");
            }
        }
    }
}
