using Pipeline.Aws.Text;

namespace Pipeline.Aws.Tests.Text;

public sealed class TimestampTests
{
    [Theory]
    [InlineData("2020-09-13T12:26:40Z", "2020-09-13 12:26:40+00:00")]
    [InlineData("2020-09-13T12:26:40.123Z", "2020-09-13 12:26:40.123000+00:00")]
    [InlineData("2020-09-13T12:26:40.1234567Z", "2020-09-13 12:26:40.123456+00:00")]
    [InlineData("2020-09-13T12:26:40.000Z", "2020-09-13 12:26:40+00:00")]
    [InlineData("2020-09-13T12:26:40+02:00", "2020-09-13 12:26:40+02:00")]
    [InlineData("2020-09-13T12:26:40.5-0330", "2020-09-13 12:26:40.500000-03:30")]
    [InlineData("2020-09-13T12:26:40", "2020-09-13 12:26:40")]
    [InlineData("2020-09-13 12:26", "2020-09-13 12:26:00")]
    [InlineData("2020-09-13", "2020-09-13 00:00:00")]
    [InlineData("Sun, 13 Sep 2020 12:26:40 GMT", "2020-09-13 12:26:40+00:00")]
    [InlineData("1600000000", "2020-09-13 12:26:40+00:00")]
    [InlineData("1600000000.5", "2020-09-13 12:26:40.500000+00:00")]
    [InlineData("-1.5", "1969-12-31 23:59:58.500000+00:00")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01 00:00:00+00:00")]
    public void Parse_AsAwsWritesIt_ReadsAsPythonWould(string wire, string text) =>
        Assert.Equal(text, Timestamp.Parse(wire)?.ToPythonText());

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("2020-13-01T00:00:00Z")]
    [InlineData("2020-02-30")]
    [InlineData("1e300")]
    [InlineData("1600000000000")]
    public void Parse_WhatIsNoTime_IsNothing(string wire) => Assert.Null(Timestamp.Parse(wire));

    [Theory]
    [InlineData(1600000000.123, "2020-09-13 12:26:40.123000+00:00")]
    [InlineData(0.0000005, "1970-01-01 00:00:00+00:00")]
    [InlineData(0.9999996, "1970-01-01 00:00:01+00:00")]
    public void FromEpoch_Fraction_IsRoundedToTheEvenMicrosecond(double seconds, string text) =>
        Assert.Equal(text, Timestamp.FromEpoch(seconds)?.ToPythonText());

    [Theory]
    [InlineData("iso8601", "2020-09-13T10:26:40.500000Z")]
    [InlineData("unixTimestamp", "1599992800")]
    [InlineData("rfc822", "Sun, 13 Sep 2020 10:26:40 GMT")]
    public void ToWireText_Format_IsInUtc(string format, string text) =>
        Assert.Equal(text, Timestamp.Parse("2020-09-13T12:26:40.5+02:00")?.ToWireText(format));
}
