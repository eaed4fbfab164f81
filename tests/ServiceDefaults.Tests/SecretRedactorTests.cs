using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pipeline.ServiceDefaults.Logging;

namespace Pipeline.ServiceDefaults.Tests;

public sealed class SecretRedactorTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string Awkward = "s3cr€t \"+/&=<>'\n\\end";

    [Fact]
    public void Redact_SecretInText_MaskedEverywhere() => Assert.Equal(
        "[REDACTED] then [REDACTED][REDACTED].",
        new SecretRedactor([new("hunter22")]).Redact("hunter22 then hunter22hunter22."));

    [Fact]
    public void Redact_SecretThatStartsAnother_NoRestIsLeft() =>
        Assert.Equal("<[REDACTED]> <[REDACTED]>", new SecretRedactor([new("abcdef"), new("abcdefgh")]).Redact("<abcdefgh> <abcdef>"));

    public static TheoryData<string> WaysOfWriting =>
    [
        Awkward, JsonSerializer.Serialize(Awkward), Uri.EscapeDataString(Awkward), WebUtility.UrlEncode(Awkward),
        LogText.Escape(Awkward), Convert.ToBase64String(Encoding.UTF8.GetBytes(Awkward)),
        JsonSerializer.Serialize(Awkward, Relaxed),
    ];

    [Theory]
    [MemberData(nameof(WaysOfWriting))]
    public void Redact_SecretAsOthersWriteIt_Masked(string written) =>
        Assert.Equal("[REDACTED]", new SecretRedactor([new(Awkward)]).Redact(written).Trim('"'));

    [Fact]
    public void Redact_ValueTooShortForASecret_LeftAlone() => Assert.Equal("the latest test", new SecretRedactor([new("test")]).Redact("the latest test"));

    [Fact]
    public void Redact_NoSecrets_TextIsTheSame() => Assert.Equal("text", new SecretRedactor([]).Redact("text"));

    [Fact]
    public void Redact_Null_Null() => Assert.Null(new SecretRedactor([new("hunter22")]).Redact(null));
}
