using System.Buffers;

namespace Pipeline.Simulator.Aws;

/// <summary>Puts JSON into a JSON string.</summary>
internal static class JsonText
{
    private static readonly SearchValues<byte> Special = SearchValues.Create("\"\\"u8);

    /// <summary>
    /// Writes <paramref name="json"/> as a string. A JSON writer's output has no control characters, so quotes and
    /// backslashes are all there is to escape; a general encoder spends half the time of a page on looking for more.
    /// </summary>
    public static void Quote(ReadOnlySpan<byte> json, IBufferWriter<byte> output)
    {
        var target = output.GetSpan((json.Length * 2) + 2);
        var length = 0;
        target[length++] = (byte)'"';
        for (var next = json.IndexOfAny(Special); next >= 0; next = json.IndexOfAny(Special))
        {
            json[..next].CopyTo(target[length..]);
            length += next;
            target[length++] = (byte)'\\';
            target[length++] = json[next];
            json = json[(next + 1)..];
        }

        json.CopyTo(target[length..]);
        length += json.Length;
        target[length++] = (byte)'"';
        output.Advance(length);
    }
}
