using System.Text;
using Pipeline.Hosting.DeadLetters;
using Pipeline.Hosting.Secrecy;

namespace Pipeline.Services.Tests.DeadLetters;

public sealed class MessageMaskTests
{
    private const string Canary = "hunter2-canary";

    [Theory]
    [InlineData("""{"message":{"resources":[{"raw":{"Properties":{"Environment":{"Variables":{"A":"hunter2-canary"}}}}}]}}""")]
    [InlineData("""{"message":{"message":{"resources":[{"raw":{"Properties":{"Environment":{"Variables":{"A":"hunter2-canary"}}}}}]}}}""")]
    [InlineData("""{"message":{"entities":[{"identifier":"f","body":{"properties":{"environment":{"A":["hunter2-canary"]}}}}]}}""")]
    [InlineData("""{"headers":{"X-Api-Key":"hunter2-canary","Cookie":{"a":"hunter2-canary"}},"message":{}}""")]
    [InlineData("""{"host":{"password":"hunter2-canary"},"message":{"clientSecret":"hunter2-canary"}}""")]
    [InlineData("not json at all: hunter2-canary")]
    public void Of_SecretAnywhere_IsNotShown(string body) =>
        Assert.DoesNotContain(Canary, MessageMask.Of("AWS::Lambda::Function", Encoding.UTF8.GetBytes(body)), StringComparison.Ordinal);

    [Fact]
    public void Of_WhatIsNoSecret_IsShown() => Assert.Contains(
        "my-function", MessageMask.Of("AWS::Lambda::Function", Encoding.UTF8.GetBytes("""{"message":{"resources":[{"identifier":"my-function"}]}}""")), StringComparison.Ordinal);

    [Fact]
    public void Of_NestedTenThousandDeep_IsSaidToBe() => Assert.Contains(
        "20000 bytes", MessageMask.Of(null, Encoding.UTF8.GetBytes(new string('[', 10_000) + new string(']', 10_000))), StringComparison.Ordinal);

    [Theory]
    [InlineData("30s", 30)]
    [InlineData("1.5h", 5_400)]
    [InlineData("2d", 172_800)]
    public void Age_Read(string text, int seconds)
    {
        Assert.True(Age.TryParse(text, out var age));
        Assert.Equal(seconds, age.TotalSeconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("30")]
    [InlineData("-5m")]
    [InlineData("5w")]
    [InlineData("99999999d")]
    [InlineData("1,5h")]
    public void Age_AnotherThing_IsRefused(string text) => Assert.False(Age.TryParse(text, out _));

    [Theory]
    [InlineData(59, "59s")]
    [InlineData(3_599, "59m 59s")]
    [InlineData(86_399, "23h 59m")]
    [InlineData(1_000_000, "11d 13h")]
    public void Age_Written(int seconds, string text) => Assert.Equal(text, Age.Of(TimeSpan.FromSeconds(seconds)));
}
