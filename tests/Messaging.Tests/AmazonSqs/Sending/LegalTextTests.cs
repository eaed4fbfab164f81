using System.Text;
using FsCheck.Xunit;
using Pipeline.Messaging.AmazonSqs.Sending;

namespace Pipeline.Messaging.Tests.AmazonSqs.Sending;

public sealed class LegalTextTests
{
    [Theory]
    [InlineData("plain\t\r\n ü 🙂 \uFFFD", true)]
    [InlineData("", true)]
    [InlineData("\u0000", false)]
    [InlineData("x\u001F", false)]
    [InlineData("\uFFFE", false)]
    [InlineData("a\uFFFFb", false)]
    public void Is_Text_IsWhatXmlTakes(string text, bool legal)
    {
        Assert.Equal(legal, LegalText.Is(text));
        Assert.True(LegalText.Is(LegalText.Of(text)));
    }

    // Not as data of a theory: an attribute cannot hold half a pair.
    [Fact]
    public void Is_HalfASurrogatePair_IsNotLegal()
    {
        Assert.False(LegalText.Is("\uD83D"));
        Assert.False(LegalText.Is("\uDE42\uD83D"));
        Assert.Equal("a\uFFFD", LegalText.Of("a\uD83D"));
    }

    [Property(MaxTest = 2_000)]
    public bool Is_TextAndItsUtf8_AreJudgedAlike(string? text)
    {
        // Half a pair has no UTF-8: what is written for it is legal.
        var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? ""));
        return LegalText.Is(whole) == LegalText.Is(Encoding.UTF8.GetBytes(whole));
    }

    [Property(MaxTest = 2_000)]
    public bool Is_Text_AgreesWithTheXmlReader(string? text) => LegalText.Is(text ?? "") == XmlTakes(text ?? "");

    private static bool XmlTakes(string text)
    {
        try
        {
            System.Xml.XmlConvert.VerifyXmlChars(text);
            return true;
        }
        catch (System.Xml.XmlException)
        {
            return false;
        }
    }
}
