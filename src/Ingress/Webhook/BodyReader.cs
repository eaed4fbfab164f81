using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Pipeline.Ingress.Webhook;

/// <summary>Reads bodies of a limited size.</summary>
internal static class BodyReader
{
    /// <summary>The most that a body may have. EventBridge's events have at most as much.</summary>
    public const int Limit = 256 * 1024;

    /// <summary>Reads a request's body; null when it is too large, which is known as soon as it is, and not when all has come.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > Limit)
        {
            return null;
        }

        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > Limit)
            {
                reader.AdvanceTo(read.Buffer.Start);
                return null;
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
