using Pipeline.Ingress.Reporting;

namespace Pipeline.Ingress.Tests.Reporting;

public sealed class SecretPatternsTests
{
    [Theory]
    [InlineData("key AKIAIOSFODNN7EXAMPLE.", "key [REDACTED].")]
    [InlineData("to 1postgres://user:hunter22@db.example/x now", "to [REDACTED] now")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY----- after", "[REDACTED] after")]
    [InlineData("1234-abcdefghijklmnopqrstuvwxyz012345.apps.googleusercontent.com", "[REDACTED]")]
    [InlineData("Password = 'hunter2222', next", "[REDACTED]', next")]
    [InlineData("https://user@example.com/password", "https://user@example.com/password")]
    public void What_looks_like_a_credential_is_hidden_and_the_rest_stays(string text, string hidden) =>
        Assert.Equal(hidden, SecretPatterns.Hide(text));

    [Theory]
    [InlineData("7")]
    [InlineData("a1")]
    [InlineData("-----BEGIN ")]
    [InlineData("SG.aaaaaaaaaaaaaaaa ")]
    [InlineData("password ")]
    [InlineData("x://u:")]
    public void A_long_text_made_to_be_slow_is_looked_through_whole(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 100_000 / part.Length));

        Assert.Equal(text, SecretPatterns.Hide(text));
    }

    [Fact]
    public void A_text_that_cannot_be_looked_through_in_time_is_hidden_whole()
    {
        var text = string.Concat(Enumerable.Repeat("eyJ", 1_000_000));

        Assert.Equal(SecretPatterns.Mask, SecretPatterns.Hide(text));
    }
}
