using System.Text;
using Pipeline.Ingress.LiveEvents.Catalog;
using Pipeline.Ingress.LiveEvents.Parsing;

namespace Pipeline.Ingress.Tests.LiveEvents;

/// <summary>Bodies of either form, lists of them, and what is none.</summary>
public sealed class EventBodyTests
{
    private readonly EventParser _sut = new(EventCatalog.Load(), TimeProvider.System);

    [Fact]
    public void Parse_ListOfBothForms_ReadsEach() => Assert.Equal(
        ["i-1", "b"],
        Parse($"[{Events.Hook("AWS::EC2::Instance", "i-1")},{Events.Call("s3", "CreateBucket", """{"bucketName":"b"}""")}]").Changes.Select(change => change.Resource.Identifier));

    [Fact]
    public void Parse_HookWithoutAnAccount_LeavesItOpenUnlessAnArnTellsIt()
    {
        var instance = Assert.Single(Parse(Events.Hook("AWS::EC2::Instance", "i-1", account: "")).Changes);
        var stack = Assert.Single(Parse(Events.Hook("AWS::CloudFormation::Stack", "arn:aws:cloudformation:eu-west-1:444455556666:stack/s/1", account: "")).Changes);

        Assert.Equal(("", "444455556666"), (instance.Resource.AccountId, stack.Resource.AccountId));
    }

    [Fact]
    public void Parse_ListWithOneBadEvent_IsRefusedWholeAndSaysWhere()
    {
        var exception = Assert.Throws<BadEventException>(() => Parse($$"""[{{Events.Hook("AWS::EC2::Instance", "i-1")}},{"identifier":"x"}]"""));

        Assert.Equal(
            ["body.1.resource_type", "body.1.accountId", "body.1.awsRegion"], exception.Problems.Select(problem => string.Join('.', problem.Place)));
    }

    [Theory]
    [Trait("Row", "S10")]
    [InlineData("AWS::EC2", "i-1", "111122223333", "eu-west-1")]
    [InlineData("AWS::EC2::Instance", "", "111122223333", "eu-west-1")]
    [InlineData("AWS::EC2::Instance", "i-1", "1111", "eu-west-1")]
    [InlineData("AWS::EC2::Instance", "i-1", "111122223333", "https://evil.example")]
    public void Parse_HookWithAnImpossibleField_IsRefused(string kind, string identifier, string account, string region) =>
        Assert.Single(Assert.Throws<BadEventException>(() => Parse(Events.Hook(kind, identifier, account, region))).Problems);

    [Theory]
    [Trait("Row", "S7")]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("NaN")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\\ud800\":1}")]
    [InlineData("{} {}")]
    [InlineData("{\"resource_type\":\"\\ud800\",\"identifier\":\"x\",\"accountId\":\"\",\"awsRegion\":\"\"}")]
    public void Parse_NotJson_SaysSo(string body) => Assert.Throws<NotJsonException>(() => Parse(body));

    [Fact]
    [Trait("Row", "S7")]
    public void Parse_InvalidUtf8_SaysSo() => Assert.Throws<NotJsonException>(() => _sut.Parse("{\"a\":\"\xff\"}"u8.ToArray().Select(b => b == 0xC3 ? (byte)0xFF : b).ToArray()));

    [Fact]
    [Trait("Row", "S7")]
    public void Parse_NestingBomb_SaysSo() => Assert.Throws<NotJsonException>(() => Parse(new string('[', 100_000)));

    private EventReading Parse(string body) => _sut.Parse(Encoding.UTF8.GetBytes(body));
}
