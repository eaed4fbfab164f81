using System.Text;
using Pipeline.Jq.Conformance;

namespace Pipeline.Standalone.Commands.Jq;

/// <summary><c>--run-tests</c>: runs cases in the format of jq's own suite, without limits.</summary>
internal static class JqTestRun
{
    public static int Run(string path)
    {
        var report = JqTestFile.Run(path.Length > 0 ? Encoding.UTF8.GetString(JqFile.Read(path)) : Console.In.ReadToEnd());
        foreach (var (test, reason) in report.Exclusions)
        {
            Console.Out.WriteLine($"excluded, line {test.Line}: {test.Program}\n  {reason}");
        }

        foreach (var (test, problem) in report.Failures)
        {
            Console.Out.WriteLine($"failed, line {test.Line}: {test.Program}\n  {problem.Replace("\n", "\n  ", StringComparison.Ordinal)}");
        }

        Console.Out.WriteLine(report);
        return report.Failures.Count == 0 ? ExitCodes.Complete : ExitCodes.Failed;
    }
}
