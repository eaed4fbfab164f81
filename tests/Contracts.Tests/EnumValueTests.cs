namespace Pipeline.Contracts.Tests;

public sealed class EnumValueTests
{
    // Enums travel as numbers: new values go to the end, or messages that lie in a queue change their meaning.
    [Theory]
    [InlineData(typeof(FindingKind), "FilteredOut,SelectorFault,NullField,FieldError,Dropped,ItemsFault,OverBudget,NoItems,DoesNotCompile")]
    [InlineData(typeof(FailureClass), "AccessDenied,KindUnsupported,RegionDisabled,Credentials,InvalidRequest,Unavailable,Internal,Unexpected")]
    [InlineData(typeof(RunOutcome), "Complete,Partial,Failed,Superseded,Cancelled")]
    [InlineData(typeof(ChangeCause), "Event,Repair,Takeover,Outdated")]
    public void Values_OfEachEnum_KeepTheirNumbers(Type type, string names) =>
        Assert.Equal(names, string.Join(',', Enumerable.Range(0, Enum.GetValues(type).Length).Select(number => Enum.GetName(type, number))));

    [Fact]
    public void Enums_OfTheContracts_ArePinnedHere() =>
        Assert.Equal(4, typeof(StartRun).Assembly.GetExportedTypes().Count(type => type.IsEnum));
}
