using System.Text;
using Pipeline.Aws.Tests.Python;
using Pipeline.Aws.Text;

namespace Pipeline.Aws.Tests.Text;

public sealed class PythonTextTests
{
    [Theory]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1.0, "1.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(1.1e-4, "0.00011")]
    [InlineData(1e-4, "0.0001")]
    [InlineData(1e-5, "1e-05")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(1234567890123456.8, "1234567890123456.8")]
    [InlineData(1e16, "1e+16")]
    [InlineData(-123456789012345680000.0, "-1.2345678901234568e+20")]
    [InlineData(-0.00001234, "-1.234e-05")]
    [InlineData(1.5e300, "1.5e+300")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(double.PositiveInfinity, "inf")]
    [InlineData(double.NaN, "nan")]
    public void Float_AnyNumber_IsWrittenAsPythonDoes(double value, string text) => Assert.Equal(text, PythonText.Float(value));

    [Fact]
    public async Task Float_ManyNumbers_AreWrittenAsPythonDoes()
    {
        await PythonScript.RequireAsync("json");
        foreach (var line in await PythonScript.RunAsync("floats.py"))
        {
            Assert.Equal(line.GetProperty("repr").GetString(), PythonText.Float(BitConverter.Int64BitsToDouble(line.GetProperty("bits").GetInt64())));
        }
    }

    [Theory]
    [InlineData("", "b''")]
    [InlineData("abc", "b'abc'")]
    [InlineData("it's", "b\"it's\"")]
    [InlineData("a'\"b", "b'a\\'\"b'")]
    [InlineData("\0\t\n\r\\\u007f", @"b'\x00\t\n\r\\\x7f'")]
    [InlineData("ü", @"b'\xc3\xbc'")]
    public void Bytes_AnyContent_IsWrittenAsPythonDoes(string content, string text) =>
        Assert.Equal(text, PythonText.Bytes(Encoding.UTF8.GetBytes(content)));
}
