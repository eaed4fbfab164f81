using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Pipeline.Simulator.Hosting;

/// <summary>Reads a request's body into pooled memory.</summary>
internal static class RequestBody
{
    /// <summary>The body, or null when it is longer than <paramref name="limit"/> bytes; the rest is then not read.</summary>
    public static async Task<PooledBuffer?> ReadAsync(HttpContext context, int limit)
    {
        if (context.Request.ContentLength > limit)
        {
            return null;
        }

        var buffer = new PooledBuffer((int)(context.Request.ContentLength ?? 4096) + 256);
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            foreach (var part in read.Buffer)
            {
                buffer.Write(part.Span);
            }

            reader.AdvanceTo(read.Buffer.End);
            if (buffer.Written.Length > limit)
            {
                buffer.Dispose();
                return null;
            }

            if (read.IsCompleted)
            {
                return buffer;
            }
        }
    }
}
