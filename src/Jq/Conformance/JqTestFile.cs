using System.Text;

namespace Pipeline.Jq.Conformance;

/// <summary>
/// Runs a file in the format of jq's own test suite: program, input, expected outputs, a blank line; after
/// <c>%%FAIL</c> a program that must not compile and the message it must give.
/// </summary>
public static class JqTestFile
{
    private const string FailMark = "%%FAIL";

    /// <summary>Runs every case of the text.</summary>
    /// <param name="text">The content of the file.</param>
    /// <param name="budget">The limits of each case; none by default, as some cases are heavy on purpose.</param>
    public static JqTestReport Run(string text, JqBudget? budget = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var report = new JqTestReport();
        foreach (var test in Read(text))
        {
            report.Add(test, Judge(test, budget ?? JqBudget.Unlimited));
        }

        return report;
    }

    private static IEnumerable<JqTestCase> Read(string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (IsSkipped(lines[i]))
            {
                continue;
            }

            var start = i + 1;
            var mark = lines[i].StartsWith(FailMark, StringComparison.Ordinal) ? lines[i++] : null;
            var program = lines[i++];
            var input = mark is null && i < lines.Length ? lines[i++] : "null";
            var expected = new List<string>();
            while (i < lines.Length && !IsSkipped(lines[i]))
            {
                expected.Add(lines[i++]);
            }

            yield return new JqTestCase(start, program, input, expected)
            {
                MustFail = mark is not null,
                IgnoresMessage = mark?.Contains("IGNORE MSG", StringComparison.Ordinal) == true,
            };
        }
    }

    private static bool IsSkipped(string line)
    {
        var trimmed = line.AsSpan().TrimStart();
        return trimmed.IsEmpty || trimmed[0] == '#';
    }

    private static JqTestOutcome Judge(JqTestCase test, JqBudget budget)
    {
        JqProgram program;
        try
        {
            program = JqProgram.Compile(test.Program);
        }
        catch (JqCompileException exception)
        {
            return JudgeFailure(test, exception);
        }

        if (test.Program.StartsWith("modulemeta", StringComparison.Ordinal))
        {
            return JqTestOutcome.Excluded("loads a module from a file");
        }

        return test.MustFail ? JqTestOutcome.Failed("compiled, but must not") : JudgeOutputs(test, program, budget);
    }

    private static JqTestOutcome JudgeFailure(JqTestCase test, JqCompileException exception)
    {
        if (exception.IsModule)
        {
            return JqTestOutcome.Excluded("loads a module from a file");
        }

        if (!test.MustFail)
        {
            return JqTestOutcome.Failed($"does not compile: {exception.Message}");
        }

        var expected = string.Join('\n', test.Expected);
        var actual = $"jq: error: {exception.Message}";
        return test.IgnoresMessage || actual == expected
            ? JqTestOutcome.Passed
            : JqTestOutcome.Failed($"message is\n{actual}\nbut must be\n{expected}");
    }

    private static JqTestOutcome JudgeOutputs(JqTestCase test, JqProgram program, JqBudget budget)
    {
        var outputs = new List<JqValue>();
        var input = JqValue.Parse(Encoding.UTF8.GetBytes(test.Input));
        var error = program.Execute(
            input,
            new JqRunOptions { Budget = budget },
            output =>
            {
                outputs.Add(output);
                return outputs.Count <= test.Expected.Count;
            },
            CancellationToken.None);
        for (var i = 0; i < test.Expected.Count; i++)
        {
            if (i == outputs.Count)
            {
                return JqTestOutcome.Failed($"ends before output {i + 1} ({test.Expected[i]}){(error is null ? "" : $" with the error: {error.Message}")}");
            }

            if (outputs[i] != JqValue.Parse(test.Expected[i]))
            {
                return JqTestOutcome.Failed($"output {i + 1} is {outputs[i].ToJson()} but must be {test.Expected[i]}");
            }
        }

        return outputs.Count == test.Expected.Count
            ? JqTestOutcome.Passed
            : JqTestOutcome.Failed($"has an output more: {outputs[^1].ToJson()}");
    }
}
