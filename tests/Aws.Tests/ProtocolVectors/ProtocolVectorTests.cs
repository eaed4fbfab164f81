using System.Text.Json;
using Xunit.Sdk;

namespace Pipeline.Aws.Tests.ProtocolVectors;

/// <summary>
/// Runs botocore's protocol tests (Apache-2.0). Cases on botocore's own ignore list are run too, but may fail.
/// </summary>
public sealed class ProtocolVectorTests(ITestOutputHelper output)
{
    private const string EventStream = "An event stream is no document; operations that answer with one are not in the models.";

    private const string Root = "aws/protocol-tests";

    /// <summary>The cases that this client does not pass although botocore does, each with the reason.</summary>
    private static readonly Dictionary<string, string> Known = new()
    {
        ["RPC JSON Event Stream 7"] = EventStream,
        ["REST XML Event Stream 15"] = EventStream,
        ["REST XML Event Stream 16"] = EventStream,
        ["REST XML Event Stream 17"] = EventStream,
    };

    public static TheoryData<string> InputFiles => Files("input");

    public static TheoryData<string> OutputFiles => Files("output");

    [Theory]
    [MemberData(nameof(InputFiles))]
    public void Input_BotocoresCases_AreSerializedTheSame(string file) => Run(file, "input", InputCase.Check);

    [Theory]
    [MemberData(nameof(OutputFiles))]
    public void Output_BotocoresCases_AreConvertedTheSame(string file) => Run(file, "output", OutputCase.Check);

    private static TheoryData<string> Files(string direction)
    {
        string[] current = ["json", "json_1_0", "json_1_0-query-compatible", "query", "ec2", "rest-json", "rest-xml"];
        string[] legacy = ["json", "query", "ec2", "rest-json", "rest-xml"];
        return
        [
            .. current.Select(protocol => $"{direction}/{protocol}.json"),
            .. legacy.Select(protocol => $"legacy/{direction}/{protocol}.json"),
        ];
    }

    private void Run(string file, string direction, Action<ProtocolCase> check)
    {
        var path = Repository.Shared($"{Root}/{file}");
        var ignored = new IgnoreList(JsonElement.Parse(Repository.SharedText($"{Root}/protocol-tests-ignore-list.json")));
        var protocol = Path.GetFileNameWithoutExtension(file);
        var failures = new List<string>();
        int passed = 0, ignoredPassed = 0, ignoredFailed = 0;

        foreach (var @case in ProtocolCase.ReadAll(path))
        {
            var failure = Failure(@case, check);
            if (ignored.Contains(protocol, direction, @case))
            {
                _ = failure is null ? ignoredPassed++ : ignoredFailed++;
            }
            else if (failure is null)
            {
                passed++;
            }
            else if (!Known.ContainsKey(@case.Id))
            {
                failures.Add($"{@case.Id}: {failure}");
            }
        }

        var counts = $"{file}: {passed} passed, {failures.Count} failed, {ignoredPassed + ignoredFailed} ignored by botocore ({ignoredPassed} of them pass)";
        output.WriteLine(counts);
        TestContext.Current.SendDiagnosticMessage(counts);
        Assert.True(failures.Count == 0, $"{counts}\n{string.Join('\n', failures)}");
    }

    private static string? Failure(ProtocolCase @case, Action<ProtocolCase> check)
    {
        try
        {
            check(@case);
            return null;
        }
        catch (Exception failure) when (failure is XunitException or FormatException or JsonException or InvalidOperationException
            or KeyNotFoundException or System.Xml.XmlException or Pipeline.Aws.Protocols.ParameterException or NullReferenceException or ArgumentException)
        {
            return failure.Message;
        }
    }
}
