using System.Buffers;
using System.Text;

namespace Pipeline.Messaging.AmazonSqs.Clients;

/// <summary>Writes a form of AWS's query protocol, from UTF-8 without a detour over strings.</summary>
internal sealed class FormWriter
{
    private static readonly SearchValues<byte> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"u8);

    private readonly ArrayBufferWriter<byte> _form;

    public FormWriter(string action, int sizeHint = 256)
    {
        _form = new ArrayBufferWriter<byte>(sizeHint);
        Append("Action="u8);
        AppendText(action);
        Append("&Version=2010-03-31"u8);
    }

    public FormWriter Add(string name, string value)
    {
        AppendName(name);
        AppendText(value);
        return this;
    }

    public FormWriter Add(string name, ReadOnlySpan<byte> value)
    {
        AppendName(name);
        Escape(value);
        return this;
    }

    public byte[] ToArray() => _form.WrittenSpan.ToArray();

    private void AppendName(string name)
    {
        Append("&"u8);
        AppendText(name);
        Append("="u8);
    }

    private void AppendText(string text)
    {
        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = ArrayPool<byte>.Shared.Rent(size);
        Escape(rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        ArrayPool<byte>.Shared.Return(rented);
    }

    private void Append(ReadOnlySpan<byte> bytes) => _form.Write(bytes);

    private void Escape(ReadOnlySpan<byte> value)
    {
        var target = _form.GetSpan(3 * value.Length);
        var written = 0;
        foreach (var each in value)
        {
            if (Unreserved.Contains(each))
            {
                target[written++] = each;
            }
            else
            {
                target[written] = (byte)'%';
                target[written + 1] = "0123456789ABCDEF"u8[each >> 4];
                target[written + 2] = "0123456789ABCDEF"u8[each & 15];
                written += 3;
            }
        }

        _form.Advance(written);
    }
}
