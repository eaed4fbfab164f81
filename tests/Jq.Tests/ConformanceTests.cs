using Pipeline.Jq.Conformance;

namespace Pipeline.Jq.Tests;

public sealed class ConformanceTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("jq.test")]
    [InlineData("onig.test")]
    [InlineData("base64.test")]
    [InlineData("uri.test")]
    public void Run_FileOfJqsOwnSuite_EveryCasePassesOrLoadsModules(string name)
    {
        var report = JqTestFile.Run(Repository.SharedText($"jq/{name}"));

        output.WriteLine($"{name}: {report}");
        foreach (var (test, reason) in report.Exclusions)
        {
            output.WriteLine($"excluded, {reason}: line {test.Line}: {test.Program}");
        }

        Assert.NotEqual(0, report.Passed);
        Assert.Empty(report.Failures.Select(failure => $"line {failure.Case.Line}: {failure.Case.Program}: {failure.Problem}"));
    }
}
