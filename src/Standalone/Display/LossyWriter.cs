using System.Text;

namespace Pipeline.Standalone.Display;

/// <summary>
/// Standard output of a run: where it cannot be written any more (the reader has gone, the disk is full, it was never
/// open), the run goes on without it. Its results are at Port.
/// </summary>
internal sealed class LossyWriter(TextWriter inner, TextWriter errors) : TextWriter
{
    private bool _isLost;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Try(() => inner.Write(value));

    public override void Write(string? value) => Try(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    public override void Flush() => Try(inner.Flush);

    private void Try(Action write)
    {
        if (_isLost)
        {
            return;
        }

        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            _isLost = true;
            errors.WriteLine($"Standard output cannot be written ({exception.Message}); the run goes on without it.");
        }
    }
}
