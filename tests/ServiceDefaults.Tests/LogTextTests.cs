namespace Pipeline.ServiceDefaults.Tests;

public sealed class LogTextTests
{
    [Theory]
    [InlineData("plain, größe, 日本 👍", "plain, größe, 日本 👍")]
    [InlineData("a\r\nERROR forged", @"a\r\nERROR forged")]
    [InlineData("\u001b[2J\u001b]0;title\u0007", @"\u001b[2J\u001b]0;title\u0007")]
    [InlineData("tab\tnul\0del\u007f", @"tab\tnul\u0000del\u007f")]
    [InlineData("csi\u009b31m nel\u0085", @"csi\u009b31m nel\u0085")]
    [InlineData("line\u2028paragraph\u2029", @"line\u2028paragraph\u2029")]
    [InlineData("rtl\u202Egpj.exe\u2066x\u2069", @"rtl\u202egpj.exe\u2066x\u2069")]
    public void Escape_ControlCharacters_WrittenAsEscapes(string text, string escaped) => Assert.Equal(escaped, LogText.Escape(text));

    [Fact]
    public void Escape_AnyCharacter_LeavesNoControl() =>
        Assert.DoesNotContain(LogText.Escape(string.Concat(Enumerable.Range(0, 0xD800).Select(code => (char)code))), char.IsControl);
}
