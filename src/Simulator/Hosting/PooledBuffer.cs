using System.Buffers;

namespace Pipeline.Simulator.Hosting;

/// <summary>A growing buffer from the shared pool.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private byte[] array;
    private int length;

    public PooledBuffer(int capacity = 16 * 1024) => array = ArrayPool<byte>.Shared.Rent(capacity);

    public ReadOnlyMemory<byte> Written => array.AsMemory(0, length);

    public void Clear() => length = 0;

    public void Advance(int count) => length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return array.AsMemory(length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return array.AsSpan(length);
    }

    public void Dispose()
    {
        var returned = Interlocked.Exchange(ref array, []);
        if (returned.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(returned);
        }
    }

    private void Grow(int sizeHint)
    {
        var needed = length + Math.Max(sizeHint, 256);
        if (needed <= array.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, array.Length * 2));
        array.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(array);
        array = larger;
    }
}
